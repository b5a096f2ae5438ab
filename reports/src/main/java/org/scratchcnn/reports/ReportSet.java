package org.scratchcnn.reports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import org.scratchcnn.core.record.ComparisonRecord;
import org.scratchcnn.records.AtomicFile;
import org.scratchcnn.reports.content.ReportContent;
import org.scratchcnn.reports.page.IndexPage;
import org.scratchcnn.reports.page.IndexPage.Entry;

/** Several records: each with a report in a folder of its own, and a page that leads to all of them. */
public final class ReportSet {

    private ReportSet() {}

    /**
     * Writes {@code NAME/} for each record as {@link Report#render} does, and {@code index.html}.
     *
     * @param records by a name that is fit for a folder
     * @param refused what was wrong with records that could not be read
     * @param outputFolder made if it is not there
     * @throws IOException if a file can't be written
     */
    public static void render(SequencedMap<String, ComparisonRecord> records, List<String> refused, Path outputFolder)
            throws IOException {
        var entries = new ArrayList<Entry>();
        for (var record : records.entrySet()) {
            var name = record.getKey();
            Report.render(ReportContent.of(record.getValue()), outputFolder.resolve(name), "../" + Report.PAGE);
            entries.add(new Entry(name, "%s/%s".formatted(name, Report.PAGE), record.getValue()));
        }
        Files.createDirectories(outputFolder);
        AtomicFile.write(
                outputFolder.resolve(Report.PAGE),
                IndexPage.of(entries, refused).getBytes(UTF_8));
    }
}
