package org.scratchcnn.reports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.file.AtomicFile;
import org.scratchcnn.reports.chart.Figure;
import org.scratchcnn.reports.chart.Figure.Panel;
import org.scratchcnn.reports.chart.Picture;
import org.scratchcnn.reports.content.ReportContent;
import org.scratchcnn.reports.content.Section.Block;
import org.scratchcnn.reports.content.Section.FigureBlock;
import org.scratchcnn.reports.content.Section.Paragraph;
import org.scratchcnn.reports.content.Section.TableBlock;
import org.scratchcnn.reports.page.Page;
import org.scratchcnn.reports.table.MarkdownTable;

/** A record as {@code index.html}, which needs nothing else, and as {@code report.md} with its charts beside it. */
public final class Report {

    /** The names of the report in its folder. */
    public static final String MARKDOWN = "report.md";

    public static final String PAGE = "index.html";

    private static final String CHARTS = "charts";

    private Report() {}

    /**
     * Writes {@code report.md}, {@code charts/*} as SVG and PNG, and {@code index.html}; each file appears whole. Files of
     * the same names are replaced, others stay. A chart that can't be drawn is named in its place.
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
        var charts = Files.createDirectories(outputFolder.resolve(CHARTS));
        var pictures = new HashMap<Panel, Picture>();
        for (var figure : content.figures()) {
            for (var panel : figure.panels()) {
                var picture = Picture.of(panel);
                picture.write(charts, figure.fileName(panel), true);
                pictures.put(panel, picture);
            }
        }
        AtomicFile.write(
                outputFolder.resolve(MARKDOWN), markdown(content, pictures).getBytes(UTF_8));
        AtomicFile.write(
                outputFolder.resolve(PAGE),
                Page.ofReport(content, pictures, home).getBytes(UTF_8));
    }

    private static String markdown(ReportContent content, Map<Panel, Picture> pictures) {
        var text = new StringBuilder("# ").append(content.title()).append('\n');
        for (var section : content.all()) {
            text.append("\n## ").append(section.heading()).append('\n');
            section.blocks().forEach(block -> text.append('\n').append(markdown(block, pictures)));
        }
        return text.toString();
    }

    private static String markdown(Block block, Map<Panel, Picture> pictures) {
        return switch (block) {
            case Paragraph(var words) -> MarkdownTable.escape(words) + "\n";
            case TableBlock(var table) -> MarkdownTable.render(table);
            case FigureBlock(var figure) ->
                figure.panels().stream()
                        .map(panel -> markdown(figure, panel, Objects.requireNonNull(pictures.get(panel))))
                        .collect(Collectors.joining("\n\n", "", "\n\n" + MarkdownTable.escape(figure.note()) + "\n"));
        };
    }

    private static String markdown(Figure figure, Panel panel, Picture picture) {
        var failure = picture.failure();
        return failure != null
                ? MarkdownTable.escape(failure)
                : "![%s](%s/%s.svg)"
                        .formatted(MarkdownTable.escape(panel.description()), CHARTS, figure.fileName(panel));
    }
}
