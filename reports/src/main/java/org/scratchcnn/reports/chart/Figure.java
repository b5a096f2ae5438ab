package org.scratchcnn.reports.chart;

import java.util.List;

/**
 * One or several panels under a common title and legend.
 *
 * @param name of its files, without an extension
 * @param subtitle what a reader has to know to read it; may be empty
 * @param columns of panels, filled row by row
 */
public record Figure(
        String name, String title, String subtitle, List<LegendEntry> legend, List<Panel> panels, int columns) {

    public Figure {
        if (panels.isEmpty() || columns < 1) {
            throw new IllegalArgumentException("The figure %s needs panels and a column, but has %d and %d"
                    .formatted(name, panels.size(), columns));
        }
        legend = List.copyOf(legend);
        panels = List.copyOf(panels);
    }
}
