package org.scratchcnn.reports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.scratchcnn.core.record.ComparisonRecord;
import org.scratchcnn.records.AtomicFile;
import org.scratchcnn.reports.chart.FigureWriter;
import org.scratchcnn.reports.content.ReportContent;
import org.scratchcnn.reports.content.Section.Block;
import org.scratchcnn.reports.content.Section.FigureBlock;
import org.scratchcnn.reports.content.Section.Paragraph;
import org.scratchcnn.reports.content.Section.TableBlock;
import org.scratchcnn.reports.table.MarkdownTable;

/** A record as {@code report.md} with its charts beside it. */
public final class Report {

    /** The report's name in its folder. */
    public static final String FILE_NAME = "report.md";

    private static final String CHARTS = "charts";

    private Report() {}

    /**
     * Writes {@code report.md} and, as SVG and PNG, {@code charts/*}; each file appears whole, the report last. Files of
     * the same names are replaced, others stay.
     *
     * @param outputFolder made if it is not there
     * @return the report
     * @throws IOException if a file can't be written
     */
    public static Path render(ComparisonRecord record, Path outputFolder) throws IOException {
        var content = ReportContent.of(record);
        Files.createDirectories(outputFolder);
        if (!content.figures().isEmpty()) {
            var charts = Files.createDirectories(outputFolder.resolve(CHARTS));
            for (var figure : content.figures()) {
                FigureWriter.write(figure, charts);
            }
        }
        var report = outputFolder.resolve(FILE_NAME);
        AtomicFile.write(report, markdown(content).getBytes(UTF_8));
        return report;
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
