package org.scratchcnn.reports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.scratchcnn.reports.content.ReportContent;
import org.scratchcnn.reports.table.MarkdownTable;
import org.scratchcnn.worker.record.AtomicFile;
import org.scratchcnn.worker.record.ComparisonRecord;

/**
 * A record's overview inside a Markdown file that people write, so that its figures are never typed. Above it stands what
 * a report begins with: command, date and commit, and whether runs were missing or contended.
 */
public final class EmbeddedOverview {

    /** The line above the figures. */
    public static final String BEGIN = "<!-- figures -->";

    /** The line below the figures. */
    public static final String END = "<!-- end of figures -->";

    private EmbeddedOverview() {}

    /**
     * Replaces what stands between the lines {@link #BEGIN} and {@link #END}.
     *
     * @param content the record's report
     * @throws IOException if the file can't be read or written, or does not have each line once, in this order
     */
    public static void write(ComparisonRecord record, ReportContent content, Path markdown) throws IOException {
        if (!Files.isRegularFile(markdown)) {
            throw new IOException("There is no file %s to put figures into".formatted(markdown));
        }
        String text = Files.readString(markdown);
        int begin = onlyPlace(text, BEGIN) + BEGIN.length();
        int end = onlyPlace(text, END);
        if (begin < BEGIN.length() || end < begin) {
            throw new IOException(
                    "%s must have the line %s once, and the line %s below it".formatted(markdown, BEGIN, END));
        }
        var figures = content.overview().stream()
                .map(table -> MarkdownTable.render(table) + "\n")
                .collect(Collectors.joining());
        var summary = MarkdownTable.escape(ReportContent.summary(record));
        var lineBreak = text.startsWith("\r\n", begin) ? "\r\n" : "\n";
        var inserted = "\n\n%s\n\n%s".formatted(summary, figures).replace("\n", lineBreak);
        AtomicFile.write(markdown, (text.substring(0, begin) + inserted + text.substring(end)).getBytes(UTF_8));
    }

    /** Where a line stands; −1 if it is not there, or more than once. */
    private static int onlyPlace(String text, String line) {
        int place = text.indexOf(line);
        return place == text.lastIndexOf(line) ? place : -1;
    }
}
