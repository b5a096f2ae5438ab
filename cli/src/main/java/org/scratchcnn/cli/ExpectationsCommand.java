package org.scratchcnn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.benchmarks.suite.Expectations;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.RecordFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./cnn expectations}: writes what is usual on this machine. */
@Command(
        name = "expectations",
        description = {
            "Write what is usual on this machine into the checkout.",
            "",
            "Two or more records of ./cnn compare --suite verify give the ratios that verify looks at; records of ./cnn bench --set headline give the throughputs that peers are to come to. For a machine that was not measured before, or after an honest change of speed, in a commit of its own."
        })
final class ExpectationsCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "RECORD",
            arity = "1..*",
            description = "Complete records of one machine; what they hold takes the place of what was known of it.")
    private List<Path> recordFiles = List.of();

    @Override
    public Integer call() throws IOException {
        var records = new ArrayList<ComparisonRecord>();
        for (var file : recordFiles) {
            records.add(RecordFiles.read(file));
        }
        Path file;
        try {
            file = Expectations.update(Commands.home(), records);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
        var console = Commands.commandLine(spec).getOut();
        console.println("Written: " + file);
        console.flush();
        return 0;
    }
}
