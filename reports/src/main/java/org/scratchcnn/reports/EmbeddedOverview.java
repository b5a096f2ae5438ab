package org.scratchcnn.reports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.scratchcnn.file.AtomicFile;
import org.scratchcnn.reports.chart.Picture;
import org.scratchcnn.reports.content.ReportContent;
import org.scratchcnn.reports.table.MarkdownTable;

/**
 * What may be concluded from a record, and its overview, inside a Markdown file that people write, so that figures are never
 * typed. Charts that the file shows are drawn anew.
 */
public final class EmbeddedOverview {

    /** The line above the figures. */
    public static final String BEGIN = "<!-- figures -->";

    /** The line below the figures. */
    public static final String END = "<!-- end of figures -->";

    private EmbeddedOverview() {}

    /**
     * Replaces what stands between the lines {@link #BEGIN} and {@link #END}, and pictures that the file links to by the
     * names of the report's charts.
     *
     * @param content the record's report
     * @throws IOException if the file can't be read or written, or does not have each line once, in this order
     */
    public static void write(ReportContent content, Path markdown) throws IOException {
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
        var parts = new ArrayList<>(content.conclusions());
        parts.add(content.measured());
        parts.replaceAll(MarkdownTable::escape);
        content.overview()
                .forEach(table -> parts.add(MarkdownTable.render(table).strip()));
        var lineBreak = text.startsWith("\r\n", begin) ? "\r\n" : "\n";
        var inserted = "\n\n%s\n\n".formatted(String.join("\n\n", parts)).replace("\n", lineBreak);
        AtomicFile.write(markdown, (text.substring(0, begin) + inserted + text.substring(end)).getBytes(UTF_8));
        for (var figure : content.figures()) {
            for (var panel : figure.panels()) {
                var name = figure.fileName(panel);
                var link = Pattern.compile("\\]\\((([^()\\s]*/)?)" + Pattern.quote(name) + "\\.svg\\)")
                        .matcher(text);
                if (link.find()) {
                    Picture.of(panel).write(markdown.resolveSibling(link.group(1)), name, false);
                }
            }
        }
    }

    /** Where a line stands; −1 if it is not there, or more than once. */
    private static int onlyPlace(String text, String line) {
        int place = text.indexOf(line);
        return place == text.lastIndexOf(line) ? place : -1;
    }
}
