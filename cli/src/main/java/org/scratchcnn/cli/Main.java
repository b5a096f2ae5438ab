package org.scratchcnn.cli;

import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The {@code ./cnn} command. */
@Command(
        name = "cnn",
        description = "Train convolutional neural networks in plain Java and compare them with reference engines.",
        mixinStandardHelpOptions = true,
        version = "0.1.0-SNAPSHOT")
public final class Main implements Runnable {
    /** Starts the command and exits with its status. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }

    @Command(name = "verify-comparison", description = "Runs the comparison that the build asks for.", hidden = true)
    int verifyComparison(@Option(names = "--output", required = true) Path output) {
        System.out.println("The comparison is not built yet; its records will be in " + output.normalize());
        return 0;
    }

    @Command(name = "verify-report", description = "Renders the build's comparison.", hidden = true)
    int verifyReport(@Option(names = "--output", required = true) Path output) {
        System.out.println("The report is not built yet; it will be in " + output.normalize());
        return 0;
    }
}
