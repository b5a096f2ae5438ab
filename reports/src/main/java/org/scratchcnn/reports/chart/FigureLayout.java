package org.scratchcnn.reports.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.font.LineBreakMeasurer;
import java.awt.font.TextAttribute;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.text.AttributedString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where a figure's title, legend and panels stand. */
final class FigureLayout {

    private static final int MARGIN = 16;
    private static final int GAP = 16;
    private static final int TITLE_LINE = 22;
    private static final int TEXT_LINE = 17;
    static final int LEGEND_LINE = 22;

    private static final int LEGEND_GAP = 24;
    private static final int MARKER_SIZE = 8;

    /** Text is measured the same way for every output. */
    private static final FontRenderContext MEASURE = new FontRenderContext(null, true, true);

    private final Figure figure;
    private final int columns;
    private final int columnWidth;
    private final int contentWidth;
    private final List<String> titleLines;
    private final List<String> subtitleLines;
    private final List<List<LegendEntry>> legendLines;

    FigureLayout(Figure figure) {
        this.figure = figure;
        this.columns = Math.min(figure.columns(), figure.panels().size());
        this.columnWidth = figure.panels().stream().mapToInt(Panel::width).max().orElseThrow();
        this.contentWidth = columns * columnWidth + (columns - 1) * GAP;
        this.titleLines = lines(figure.title(), Fonts.TITLE, contentWidth);
        this.subtitleLines = lines(figure.subtitle(), Fonts.TEXT, contentWidth);
        this.legendLines = legendLines();
    }

    int width() {
        return contentWidth + 2 * MARGIN;
    }

    int height() {
        int height = headerHeight() + MARGIN;
        for (int row = 0; row < rows(); row++) {
            height += rowHeight(row) + (row == 0 ? 0 : GAP);
        }
        return height;
    }

    private int headerHeight() {
        return MARGIN
                + titleLines.size() * TITLE_LINE
                + subtitleLines.size() * TEXT_LINE
                + legendLines.size() * LEGEND_LINE
                + GAP / 2;
    }

    private int rows() {
        return Math.ceilDiv(figure.panels().size(), columns);
    }

    private int rowHeight(int row) {
        return figure.panels().stream()
                .skip((long) row * columns)
                .limit(columns)
                .mapToInt(Panel::height)
                .max()
                .orElseThrow();
    }

    void paint(Graphics2D graphics) {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width(), height());
        int y = MARGIN;
        for (String line : titleLines) {
            text(graphics, line, Fonts.TITLE, Fonts.INK, MARGIN, y + TITLE_LINE - 6);
            y += TITLE_LINE;
        }
        for (String line : subtitleLines) {
            text(graphics, line, Fonts.TEXT, Fonts.SOFT_INK, MARGIN, y + TEXT_LINE - 5);
            y += TEXT_LINE;
        }
        for (var line : legendLines) {
            legendLine(graphics, line, y + LEGEND_LINE / 2);
            y += LEGEND_LINE;
        }
        y = headerHeight();
        for (int row = 0; row < rows(); row++) {
            for (int column = 0; column < columns; column++) {
                int index = row * columns + column;
                if (index < figure.panels().size()) {
                    int x = MARGIN + column * (columnWidth + GAP);
                    graphics.translate(x, y);
                    figure.panels().get(index).paint(graphics);
                    graphics.translate(-x, -y);
                }
            }
            y += rowHeight(row) + GAP;
        }
    }

    private static void legendLine(Graphics2D graphics, List<LegendEntry> entries, int middle) {
        int x = MARGIN;
        for (var entry : entries) {
            symbol(graphics, entry, x, middle);
            text(
                    graphics,
                    entry.name(),
                    Fonts.TEXT,
                    Fonts.INK,
                    x + entry.symbol().width(),
                    middle + 4);
            x += legendWidth(entry);
        }
    }

    /** What stands before a legend's name. */
    static void symbol(Graphics2D graphics, LegendEntry entry, int x, int middle) {
        int width = entry.symbol().width();
        int centre = x + width / 2 - 4;
        graphics.setColor(entry.style().color());
        switch (entry.symbol()) {
            case LINE -> {
                graphics.setStroke(new BasicStroke(2.5f));
                graphics.draw(new Line2D.Double(x, middle, x + width - 8, middle));
                entry.style().marker().paint(graphics, centre, middle, MARKER_SIZE);
            }
            case DOT -> graphics.fill(new Ellipse2D.Double(centre - 5, middle - 5, 10, 10));
        }
    }

    private List<List<LegendEntry>> legendLines() {
        var lines = new ArrayList<List<LegendEntry>>();
        int x = Integer.MAX_VALUE / 2;
        for (var entry : figure.legend()) {
            int width = legendWidth(entry);
            if (x + width > contentWidth) {
                lines.add(new ArrayList<>());
                x = 0;
            }
            lines.getLast().add(entry);
            x += width;
        }
        return lines;
    }

    private static int legendWidth(LegendEntry entry) {
        return entry.symbol().width() + width(entry.name(), Fonts.TEXT) + LEGEND_GAP;
    }

    static void text(Graphics2D graphics, String text, Font font, Color color, double x, double y) {
        graphics.setFont(font);
        graphics.setColor(color);
        graphics.drawString(text, (float) x, (float) y);
    }

    static int width(String text, Font font) {
        return (int) Math.ceil(font.getStringBounds(text, MEASURE).getWidth());
    }

    private static List<String> lines(String text, Font font, int width) {
        if (text.isEmpty()) {
            return List.of();
        }
        var measurer = new LineBreakMeasurer(
                new AttributedString(text, Map.of(TextAttribute.FONT, font)).getIterator(), MEASURE);
        var lines = new ArrayList<String>();
        while (measurer.getPosition() < text.length()) {
            int from = measurer.getPosition();
            measurer.setPosition(measurer.nextOffset(width));
            lines.add(text.substring(from, measurer.getPosition()).strip());
        }
        return lines;
    }
}
