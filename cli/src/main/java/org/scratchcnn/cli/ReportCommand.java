package org.scratchcnn.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.benchmarks.suite.Suites;
import org.scratchcnn.reports.EmbeddedOverview;
import org.scratchcnn.reports.Report;
import org.scratchcnn.reports.ReportSet;
import org.scratchcnn.reports.content.SideBySide;
import org.scratchcnn.reports.table.ConsoleTable;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.RecordFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./cnn report}: tables and charts from records, without running anything. */
@Command(
        name = "report",
        description = {
            "Draw the reports of records, without running anything.",
            "",
            "One record: its overview is printed, and index.html, report.md and charts are drawn.",
            "Several: each gets these in a folder of its own name; index.html leads to all of them, and has them side by side."
        },
        footer = {
            "",
            "Examples:",
            "  ./cnn report",
            "  ./cnn report old.json new.json --out pages",
            "",
            "A record that is truncated, was changed after it was written, or is of another schema is named and left out, as is one that can't be drawn.",
            "Exit status: 0 if all records were drawn, 1 if one was not, 2 if wrongly called."
        })
final class ReportCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "RECORD",
            arity = "0..*",
            description = "Records to draw. Default: the newest of the output folder's records.")
    private List<Path> recordFiles = List.of();

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Where reports and their charts go. Default: target/comparison.")
    private @Nullable Path out;

    @Option(
            names = "--into",
            paramLabel = "FILE",
            description =
                    "Also put the conclusions and the overview of the only record into this Markdown file, between its lines \"<!-- figures -->\" and \"<!-- end of figures -->\". Charts that the file shows by their names are drawn anew.")
    private @Nullable Path into;

    @Override
    public Integer call() throws IOException {
        var folder = Commands.results(out);
        if (recordFiles.size() > 1) {
            return drawAll(folder);
        }
        draw(recordFiles.isEmpty() ? newest(folder.resolve("records")) : recordFiles.getFirst(), folder);
        return 0;
    }

    private void draw(Path file, Path folder) throws IOException {
        var console = Commands.commandLine(spec).getOut();
        var comparison = RecordFiles.read(file);
        MeasuringOptions.print(comparison, folder, console);
        if (into != null) {
            EmbeddedOverview.write(Suites.report(comparison), into);
            console.println("Figures: " + into);
        }
        console.println("Record: " + file);
        console.flush();
    }

    private int drawAll(Path folder) throws IOException {
        if (into != null) {
            throw new ParameterException(
                    Commands.commandLine(spec),
                    String.format(
                            Locale.ROOT,
                            "--into takes the overview of one record, but %d are named",
                            recordFiles.size()));
        }
        var records = new LinkedHashMap<String, ComparisonRecord>();
        var refused = new ArrayList<String>();
        for (var file : recordFiles) {
            try {
                records.put(name(file, records), RecordFiles.read(file));
            } catch (IOException e) {
                var problem = OneLineErrors.explain(e);
                OneLineErrors.print(Commands.commandLine(spec), problem);
                refused.add(problem);
            }
        }
        // Also where every record was refused, or a page of earlier ones would stay in its place.
        var failed = ReportSet.render(records, Suites::report, refused, folder);
        failed.values().forEach(problem -> OneLineErrors.print(Commands.commandLine(spec), problem));
        var console = Commands.commandLine(spec).getOut();
        records.keySet().removeAll(failed.keySet());
        records.keySet()
                .forEach(name ->
                        console.println("Report: " + folder.resolve(name).resolve(Report.PAGE)));
        SideBySide.of(records).ifPresent(table -> console.println(ConsoleTable.render(table)));
        console.println("Page: " + folder.resolve(Report.PAGE));
        console.flush();
        return refused.isEmpty() && failed.isEmpty() ? 0 : 1;
    }

    /** The file's name without its ending, numbered where another folder's record has the same. */
    private static String name(Path file, SequencedMap<String, ComparisonRecord> taken) {
        var plain = Objects.requireNonNull(file.getFileName(), "a record's file has a name")
                .toString()
                .replaceFirst("\\.json$", "");
        return IntStream.iterate(1, i -> i + 1)
                .mapToObj(i -> i == 1 ? plain : plain + "-" + i)
                .filter(name -> !taken.containsKey(name))
                .findFirst()
                .orElseThrow();
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
