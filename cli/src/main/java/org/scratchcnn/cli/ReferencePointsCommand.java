package org.scratchcnn.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.reports.convergence.ReferencePoints;
import org.scratchcnn.worker.record.RecordFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./cnn reference-points}: how fast the reference engine learns, to be checked in. */
@Command(
        name = "reference-points",
        description = {
            "Write down how fast the reference engine, dl4j, learns each task, from records of at least five of its trainings from different seeds.",
            "",
            "Of a task that dl4j can't express, trainings of pytorch are taken.",
            "",
            "Reports hold every training of the same task, batch size and data against it: one that learns slower or faster than these let expect is flagged, and its times are not published. Tasks that no record holds stay as they were."
        },
        footer = {
            "",
            "Example:",
            "  ./cnn compare --task cifar-10 --engines dl4j --epochs 2 --seeds 5",
            "  ./cnn reference-points target/comparison/records/cifar-10-20260304-050607.json",
            "",
            "Exit status: 0 if the file was written, 1 if it could not be, 2 if wrongly called."
        })
final class ReferencePointsCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "RECORD", arity = "1..*", description = "Records of the reference engine's trainings.")
    private List<Path> recordFiles = List.of();

    @Option(
            names = "--into",
            paramLabel = "FILE",
            description =
                    "File to be written or brought up to date. Default: the one in this checkout that reports are built with.")
    private @Nullable Path into;

    @Override
    public Integer call() throws IOException {
        var file = into == null ? ReferencePoints.JSON.source(Commands.home()) : into;
        var points = ReferencePoints.JSON.read(file, new ReferencePoints(List.of()));
        for (var recordFile : recordFiles) {
            try {
                points = points.with(ReferencePoints.of(RecordFiles.read(recordFile)));
            } catch (IllegalArgumentException e) {
                throw new IOException("%s: %s".formatted(recordFile, e.getMessage()), e);
            }
        }
        ReferencePoints.JSON.write(file, points);
        var console = Commands.commandLine(spec).getOut();
        points.tasks()
                .forEach(curves -> console.println(String.format(
                        Locale.ROOT,
                        "%s, batch %d: %d runs of %s",
                        curves.task(),
                        curves.batchSize(),
                        curves.runs().size(),
                        curves.engine().engine())));
        console.println("Reference points: " + file);
        console.flush();
        return 0;
    }
}
