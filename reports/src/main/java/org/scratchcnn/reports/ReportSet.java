package org.scratchcnn.reports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.scratchcnn.reports.content.ReportContent;
import org.scratchcnn.reports.page.IndexPage;
import org.scratchcnn.reports.page.IndexPage.Entry;
import org.scratchcnn.worker.record.AtomicFile;
import org.scratchcnn.worker.record.ComparisonRecord;

/** Several records: each with a report in a folder of its own, and a page that leads to all of them. */
public final class ReportSet {

    private static final System.Logger LOG = System.getLogger(ReportSet.class.getName());

    private ReportSet() {}

    /**
     * Writes {@code NAME/} for each record as {@link Report#render} does, and {@code index.html}. A record that can't be
     * drawn does not keep the others from it, and is named on that page.
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
        var entries = new ArrayList<Entry>();
        var failed = new LinkedHashMap<String, String>();
        for (var record : records.entrySet()) {
            var name = record.getKey();
            try {
                Report.render(content.apply(record.getValue()), outputFolder.resolve(name), "../" + Report.PAGE);
                entries.add(new Entry(name, "%s/%s".formatted(name, Report.PAGE), record.getValue()));
            } catch (RuntimeException e) {
                LOG.log(Level.DEBUG, "Drawing failed", e);
                failed.put(name, "The record %s could not be drawn: %s".formatted(name, e));
            }
        }
        Files.createDirectories(outputFolder);
        AtomicFile.write(
                outputFolder.resolve(Report.PAGE),
                IndexPage.of(
                                entries,
                                Stream.concat(refused.stream(), failed.values().stream())
                                        .toList())
                        .getBytes(UTF_8));
        return failed;
    }
}
