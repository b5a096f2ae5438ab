package org.scratchcnn.reports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.scratchcnn.file.AtomicFile;
import org.scratchcnn.reports.content.Provenance;
import org.scratchcnn.reports.content.ReportContent;
import org.scratchcnn.reports.content.SideBySide;
import org.scratchcnn.reports.page.Page;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.ComparisonRecord;

/** Several records: each with a report in a folder of its own, and a page that leads to all of them. */
public final class ReportSet {

    private ReportSet() {}

    /**
     * Writes {@code NAME/} for each record as {@link Report#render} does, and {@code index.html}, with the records side by
     * side. A record that can't be drawn does not keep the others from it, and is named on that page.
     *
     * @param records by a name that is fit for a folder
     * @param content makes a record's report
     * @param refused what was wrong with records that could not be read
     * @param outputFolder made if it is not there
     * @return what was wrong with records that could not be drawn, by their names
     * @throws IOException if a file can't be written
     */
    public static SequencedMap<String, String> render(
            SequencedMap<String, ComparisonRecord> records,
            Function<ComparisonRecord, ReportContent> content,
            List<String> refused,
            Path outputFolder)
            throws IOException {
        var drawn = new LinkedHashMap<String, ComparisonRecord>();
        var failed = new LinkedHashMap<String, String>();
        for (var record : records.entrySet()) {
            var name = record.getKey();
            try {
                Report.render(content.apply(record.getValue()), outputFolder.resolve(name), "../" + Report.PAGE);
                drawn.put(name, record.getValue());
            } catch (RuntimeException e) {
                failed.put(name, "The record %s could not be drawn: %s".formatted(name, e));
            }
        }
        var tables = new ArrayList<>(List.of(overview(drawn)));
        SideBySide.of(drawn).ifPresent(tables::add);
        var index = Page.ofIndex(
                tables,
                drawn.keySet().stream().map(ReportSet::address).toList(),
                Stream.concat(refused.stream(), failed.values().stream()).toList());
        AtomicFile.write(Files.createDirectories(outputFolder).resolve(Report.PAGE), index.getBytes(UTF_8));
        return failed;
    }

    private static Table overview(SequencedMap<String, ComparisonRecord> records) {
        var rows = new ArrayList<List<String>>();
        records.forEach((name, record) -> rows.add(List.of(
                name,
                Objects.requireNonNullElse(record.suite(), ""),
                Provenance.measured(record),
                record.command(),
                Provenance.commit(record),
                Provenance.machine(record.machine()),
                record.complete() ? "complete" : "incomplete")));
        return new Table(
                "Each record has a page of its own",
                Column.list("Record | Suite | Measured | Command | Commit | Machine | State"),
                rows,
                List.of());
    }

    /** Of a page in a folder of this name, whatever characters that has. */
    private static String address(String folder) {
        try {
            return new URI(null, null, "./%s/%s".formatted(folder, Report.PAGE), null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("No page can be in a folder of the name " + folder, e);
        }
    }
}
