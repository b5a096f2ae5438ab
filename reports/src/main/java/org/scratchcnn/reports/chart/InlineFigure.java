package org.scratchcnn.reports.chart;

import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A figure for an HTML page: its words are the page's, and each panel and symbol is an SVG element by itself, so that
 * panels stand beside or below each other as there is room, in the page's colours.
 *
 * @param columns of panels, where there is room for them
 */
public record InlineFigure(
        String name, String title, String subtitle, List<Item> legend, List<Picture> panels, int columns) {

    /** What stands for an engine or a class. */
    public record Item(String name, Picture symbol) {}

    /**
     * An {@code <svg>} element.
     *
     * @param width in pixels, as it was drawn
     */
    public record Picture(String svg, int width) {}

    public InlineFigure {
        legend = List.copyOf(legend);
        panels = List.copyOf(panels);
    }

    public static InlineFigure of(Figure figure) {
        var panels = new ArrayList<Picture>();
        for (var panel : figure.panels()) {
            panels.add(picture(
                    "%s-%d".formatted(figure.name(), panels.size() + 1),
                    "%s. %s".formatted(figure.title(), panel.description()),
                    panel.width(),
                    panel.height(),
                    panel::paint));
        }
        var legend = new ArrayList<Item>();
        for (var entry : figure.legend()) {
            int width = entry.symbol().width();
            legend.add(new Item(
                    entry.name(),
                    picture(
                            "%s-symbol-%d".formatted(figure.name(), legend.size() + 1),
                            "",
                            width,
                            FigureLayout.LEGEND_LINE,
                            graphics -> FigureLayout.symbol(graphics, entry, 0, FigureLayout.LEGEND_LINE / 2))));
        }
        return new InlineFigure(figure.name(), figure.title(), figure.subtitle(), legend, panels, figure.columns());
    }

    private static Picture picture(
            String id, String description, int width, int height, Consumer<Graphics2D> painting) {
        var svg = InlineSvg.of(SvgDocument.of(width, height, painting), id, description);
        return new Picture(svg, width);
    }
}
