package org.scratchcnn.cli;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What all commands ask of their surroundings. */
final class Commands {

    private static final String HOME = "scratchcnn.home";

    private Commands() {}

    /** The command line that picocli injected a command's spec from. */
    static CommandLine commandLine(@Nullable CommandSpec spec) {
        return Objects.requireNonNull(spec, "injected by picocli").commandLine();
    }

    /** The project's top folder, which {@code ./cnn} passes on; else the current one. */
    static Path home() {
        return Path.of(System.getProperty(HOME, "")).toAbsolutePath().normalize();
    }

    /** Whether there is a terminal to draw bars on. */
    @SuppressWarnings("SystemConsoleNull") // JDK 22 to 24 always have a console, but JDK 25 is without again.
    static boolean onTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }
}
