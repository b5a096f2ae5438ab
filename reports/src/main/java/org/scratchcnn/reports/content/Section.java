package org.scratchcnn.reports.content;

import java.util.List;
import org.scratchcnn.reports.chart.Figure;
import org.scratchcnn.reports.table.Table;

/** A part of a report under a heading of its own. */
public record Section(String heading, List<Block> blocks) {

    /** Something in a section. */
    public sealed interface Block permits Paragraph, TableBlock, FigureBlock {}

    /** Plain text. */
    public record Paragraph(String text) implements Block {}

    public record TableBlock(Table table) implements Block {}

    public record FigureBlock(Figure figure) implements Block {}

    public Section {
        blocks = List.copyOf(blocks);
    }
}
