package org.scratchcnn.reports.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.statistics.Estimate;

/** Horizontal bars in groups, each with its interval and its value in words. */
record BarPanel(String heading, String unit, List<Group> groups, Scale scale, int width) implements Panel {

    private static final int HEADING_HEIGHT = 24;
    private static final int GROUP_HEADING_HEIGHT = 20;
    private static final int BAR_HEIGHT = 18;
    private static final int BAR_GAP = 4;
    private static final int GROUP_GAP = 12;
    private static final int AXIS_HEIGHT = 40;
    private static final int PADDING = 8;
    private static final int WHISKER = 8;

    /** Bars that belong together. */
    record Group(String heading, List<Bar> bars) {}

    /**
     * One bar.
     *
     * @param label beside the bar's end
     */
    record Bar(String name, Color color, Estimate estimate, String label) {}

    /** Where bars and the whiskers of their intervals end: what an axis has to reach. */
    static double[] ends(List<Group> groups) {
        return groups.stream()
                .flatMap(group -> group.bars().stream())
                .map(Bar::estimate)
                .flatMapToDouble(estimate -> DoubleStream.of(estimate.lower(), estimate.value(), estimate.upper()))
                .toArray();
    }

    /** What a subtitle says of what it names; nothing where no bar has an interval. */
    static String intervals(List<Group> groups) {
        return groups.stream()
                        .flatMap(group -> group.bars().stream())
                        .allMatch(bar -> bar.estimate().interval() == null)
                ? ""
                : " with 95 % interval";
    }

    @Override
    public int height() {
        return headingHeight() + barsHeight() + AXIS_HEIGHT;
    }

    @Override
    public String description() {
        var bars = groups.stream()
                .map(group -> group.bars().stream()
                        .map(bar -> "%s %s".formatted(bar.name(), bar.label()))
                        .collect(Collectors.joining("; ", group.heading().isEmpty() ? "" : group.heading() + ": ", "")))
                .collect(Collectors.joining(". "));
        return "%sBars, in %s. %s".formatted(heading.isEmpty() ? "" : heading + ". ", unit, bars);
    }

    private int headingHeight() {
        return heading.isEmpty() ? 0 : HEADING_HEIGHT;
    }

    private int barsHeight() {
        return groups.stream().mapToInt(BarPanel::groupHeight).sum();
    }

    private static int groupHeight(Group group) {
        int heading = group.heading().isEmpty() ? 0 : GROUP_HEADING_HEIGHT;
        return heading + group.bars().size() * (BAR_HEIGHT + BAR_GAP) + GROUP_GAP;
    }

    @Override
    public void paint(Graphics2D graphics) {
        FigureLayout.text(graphics, heading, Fonts.HEADING, Fonts.INK, 0, HEADING_HEIGHT - 10);
        int left = PADDING
                + groups.stream()
                        .flatMap(group -> group.bars().stream())
                        .mapToInt(bar -> FigureLayout.width(bar.name(), Fonts.TEXT))
                        .max()
                        .orElse(0);
        int labels = PADDING
                + groups.stream()
                        .flatMap(group -> group.bars().stream())
                        .mapToInt(bar -> FigureLayout.width(bar.label(), Fonts.SMALL))
                        .max()
                        .orElse(0);
        int plotWidth = width - left - labels;
        axis(graphics, left, plotWidth);
        int y = headingHeight();
        for (var group : groups) {
            if (!group.heading().isEmpty()) {
                FigureLayout.text(graphics, group.heading(), Fonts.HEADING, Fonts.SOFT_INK, 0, y + 14);
                y += GROUP_HEADING_HEIGHT;
            }
            for (var bar : group.bars()) {
                bar(graphics, bar, left, y, plotWidth);
                y += BAR_HEIGHT + BAR_GAP;
            }
            y += GROUP_GAP;
        }
    }

    private void bar(Graphics2D graphics, Bar bar, int left, int y, int plotWidth) {
        int middle = y + BAR_HEIGHT / 2;
        int nameWidth = FigureLayout.width(bar.name(), Fonts.TEXT);
        FigureLayout.text(graphics, bar.name(), Fonts.TEXT, Fonts.INK, left - PADDING - nameWidth, middle + 4);
        double end = left + plotWidth * scale.position(bar.estimate().value());
        graphics.setColor(bar.color());
        double origin = left + plotWidth * scale.position(scale.origin());
        graphics.fill(
                new Rectangle2D.Double(Math.min(origin, end), y, Math.max(1, Math.abs(end - origin)), BAR_HEIGHT));
        double low = left + plotWidth * scale.position(bar.estimate().lower());
        double high = left + plotWidth * scale.position(bar.estimate().upper());
        graphics.setColor(Fonts.INK);
        graphics.setStroke(new BasicStroke(1.2f));
        if (bar.estimate().interval() != null) {
            graphics.draw(new Line2D.Double(low, middle, high, middle));
            for (double x : new double[] {low, high}) {
                graphics.draw(new Line2D.Double(x, middle - WHISKER / 2.0, x, middle + WHISKER / 2.0));
            }
        }
        FigureLayout.text(
                graphics,
                bar.label(),
                Fonts.SMALL,
                Fonts.INK,
                Math.max(Math.max(end, high), origin) + PADDING,
                middle + 4);
    }

    private void axis(Graphics2D graphics, int left, int plotWidth) {
        int top = headingHeight();
        int bottom = headingHeight() + barsHeight() - GROUP_GAP / 2;
        double lastEnd = Double.NEGATIVE_INFINITY;
        for (double tick : scale.ticks()) {
            double x = left + plotWidth * scale.position(tick);
            graphics.setColor(Fonts.GRID);
            graphics.setStroke(new BasicStroke(1));
            graphics.draw(new Line2D.Double(x, top, x, bottom));
            String label = Numbers.plain(tick);
            int labelWidth = FigureLayout.width(label, Fonts.SMALL);
            if (x - labelWidth / 2.0 > lastEnd + PADDING) {
                FigureLayout.text(graphics, label, Fonts.SMALL, Fonts.SOFT_INK, x - labelWidth / 2.0, bottom + 14);
                lastEnd = x + labelWidth / 2.0;
            }
        }
        String title = scale.logarithmic() ? unit + ", logarithmic" : unit;
        int titleWidth = FigureLayout.width(title, Fonts.SMALL);
        FigureLayout.text(
                graphics, title, Fonts.SMALL, Fonts.SOFT_INK, left + (plotWidth - titleWidth) / 2.0, bottom + 30);
    }
}
