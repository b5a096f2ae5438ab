package org.scratchcnn.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.records.RecordFiles;
import org.scratchcnn.reports.EmbeddedOverview;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./cnn report}: tables and charts from a record, without running anything. */
@Command(
        name = "report",
        description = "Print a record's tables and draw its report and charts, without running anything.")
final class ReportCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "RECORD",
            arity = "0..1",
            description = "Record to draw. Default: the newest of the output folder's records.")
    private @Nullable Path recordFile;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Where the report and its charts go. Default: target/comparison.")
    private @Nullable Path out;

    @Option(
            names = "--into",
            paramLabel = "FILE",
            description =
                    "Also put the overview into this Markdown file, between its lines \"<!-- figures -->\" and \"<!-- end of figures -->\".")
    private @Nullable Path into;

    @Override
    public Integer call() throws IOException {
        var folder = out == null ? Commands.home().resolve("target").resolve("comparison") : out;
        var file = recordFile == null ? newest(folder.resolve("records")) : recordFile;
        if (Files.isDirectory(file)) {
            throw new IOException(
                    "%s is a folder; name a record in it, or the folder above with --out".formatted(file));
        }
        var console = Commands.commandLine(spec).getOut();
        var comparison = RecordFiles.read(file);
        MeasuringOptions.print(comparison, folder, console);
        if (into != null) {
            EmbeddedOverview.write(comparison, into);
            console.println("Figures: " + into);
        }
        console.println("Record: " + file);
        console.flush();
        return 0;
    }

    private static Path newest(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (var files = Files.list(folder)) {
                var newest = files.filter(file -> file.toString().endsWith(".json"))
                        .max(Comparator.comparingLong(file -> file.toFile().lastModified()));
                if (newest.isPresent()) {
                    return newest.get();
                }
            }
        }
        throw new IOException(
                "There is no record in %s; measure one with ./mvnw verify or ./cnn compare, or name a file"
                        .formatted(folder));
    }
}
