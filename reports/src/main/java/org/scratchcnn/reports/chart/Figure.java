package org.scratchcnn.reports.chart;

import java.util.List;
import java.util.function.Supplier;
import org.knowm.xchart.XYChart;

/**
 * One or several charts that belong together. They are made when they are drawn: nothing of the JDK's graphics is touched
 * before, so that a report whose charts can't be drawn still has its words.
 *
 * @param name of its files, without an extension
 * @param note what a reader has to know to read it
 */
public record Figure(String name, String note, List<Panel> panels) {

    /**
     * A chart, with its title in it.
     *
     * @param description what there is to see, for those who can't see it
     */
    public record Panel(String description, Supplier<XYChart> chart) {}

    public Figure {
        panels = List.copyOf(panels);
    }

    /** The name of a chart's files, without an extension. */
    public String fileName(Panel panel) {
        return panels.size() == 1 ? name : name + "-" + (panels.indexOf(panel) + 1);
    }
}
