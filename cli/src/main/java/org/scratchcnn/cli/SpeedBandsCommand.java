package org.scratchcnn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.reports.band.SpeedBands;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.RecordFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./cnn speed-bands}: writes the speeds that are usual on this kind of machine. */
@Command(
        name = "speed-bands",
        description = {
            "Write the speeds that verify is held to on this kind of machine, from records of ./cnn compare --suite verify.",
            "",
            "For a kind of machine that was not measured before, or after an honest change of speed, in a commit of its own."
        })
final class SpeedBandsCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "RECORD",
            arity = "1..*",
            description =
                    "Two or more complete records of the suite verify, all of one kind of machine: one does not show how far ratios vary.")
    private List<Path> recordFiles = List.of();

    @Option(
            names = "--widen",
            description =
                    "Let the bands reach as far as those there are, too, for another machine of the same kind. Default: they take their place.")
    private boolean widen;

    @Override
    public Integer call() throws IOException {
        var records = new ArrayList<ComparisonRecord>();
        for (var file : recordFiles) {
            records.add(RecordFiles.read(file));
        }
        Path file;
        try {
            file = SpeedBands.update(Commands.home(), records, widen);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
        var console = Commands.commandLine(spec).getOut();
        console.println("Written: " + file);
        console.flush();
        return 0;
    }
}
