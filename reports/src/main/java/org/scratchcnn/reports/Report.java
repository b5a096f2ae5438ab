package org.scratchcnn.reports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.reports.chart.FigureWriter;
import org.scratchcnn.reports.content.ReportContent;
import org.scratchcnn.reports.content.Section.Block;
import org.scratchcnn.reports.content.Section.FigureBlock;
import org.scratchcnn.reports.content.Section.Paragraph;
import org.scratchcnn.reports.content.Section.TableBlock;
import org.scratchcnn.reports.page.RecordPage;
import org.scratchcnn.reports.table.MarkdownTable;
import org.scratchcnn.worker.record.AtomicFile;

/** A record as {@code index.html}, which needs nothing else, and as {@code report.md} with its charts beside it. */
public final class Report {

    /** The names of the report in its folder. */
    public static final String MARKDOWN = "report.md";

    public static final String PAGE = "index.html";

    private static final String CHARTS = "charts";

    private Report() {}

    /**
     * Writes {@code index.html}, {@code report.md} and, as SVG and PNG, {@code charts/*}; each file appears whole. Files
     * of the same names are replaced, others stay.
     *
     * @param outputFolder made if it is not there
     * @throws IOException if a file can't be written
     */
    public static void render(ReportContent content, Path outputFolder) throws IOException {
        render(content, outputFolder, null);
    }

    /**
     * The same for a report that is one of several.
     *
     * @param home the address of the page that leads to all of them, from this one's folder; absent if there is none
     */
    static void render(ReportContent content, Path outputFolder, @Nullable String home) throws IOException {
        Files.createDirectories(outputFolder);
        if (!content.figures().isEmpty()) {
            var charts = Files.createDirectories(outputFolder.resolve(CHARTS));
            for (var figure : content.figures()) {
                FigureWriter.write(figure, charts);
            }
        }
        AtomicFile.write(outputFolder.resolve(MARKDOWN), markdown(content).getBytes(UTF_8));
        AtomicFile.write(
                outputFolder.resolve(PAGE), RecordPage.of(content, home).getBytes(UTF_8));
    }

    private static String markdown(ReportContent content) {
        var text = new StringBuilder("# ").append(content.title()).append('\n');
        for (var section : content.sections()) {
            text.append("\n## ").append(section.heading()).append('\n');
            section.blocks().forEach(block -> text.append('\n').append(markdown(block)));
        }
        return text.toString();
    }

    private static String markdown(Block block) {
        return switch (block) {
            case Paragraph(var words) -> MarkdownTable.escape(words) + "\n";
            case TableBlock(var table) -> MarkdownTable.render(table);
            case FigureBlock(var figure) ->
                "![%s](%s/%s)\n".formatted(MarkdownTable.escape(figure.title()), CHARTS, FigureWriter.svgName(figure));
        };
    }
}
