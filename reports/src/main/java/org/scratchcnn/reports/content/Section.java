package org.scratchcnn.reports.content;

import java.util.List;
import java.util.Locale;
import org.scratchcnn.reports.chart.Figure;
import org.scratchcnn.reports.table.Table;

/** A section of a report under a heading of its own. */
public record Section(Part part, String heading, List<Block> blocks) {

    /** What a section belongs to; reports have their sections in this order. */
    public enum Part {
        OVERVIEW,
        TASKS,
        LAYERS,
        KERNELS,
        SCALING,
        ENVIRONMENT;

        /** As headings say it, for example {@code Overview}. */
        public String title() {
            return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
        }
    }

    /** Something in a section. */
    public sealed interface Block permits Paragraph, TableBlock, FigureBlock {

        /** Which template of a page shows it. */
        default String kind() {
            return getClass().getSimpleName();
        }
    }

    /** Plain text. */
    public record Paragraph(String text) implements Block {}

    public record TableBlock(Table table) implements Block {}

    public record FigureBlock(Figure figure) implements Block {}

    public Section {
        blocks = List.copyOf(blocks);
    }
}
