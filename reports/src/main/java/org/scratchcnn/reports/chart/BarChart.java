package org.scratchcnn.reports.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.geom.Line2D;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.scratchcnn.reports.chart.Figure.Panel;
import org.scratchcnn.reports.statistics.Estimate;

/**
 * Horizontal bars in groups, each with its interval and its value in words. They are thick lines of an XY chart: XChart's
 * horizontal bars have no error bars, and those of its vertical bars reach as far down as up, which intervals of medians
 * and ratios don't.
 */
final class BarChart {

    private static final int ROW = 23;
    /** Above a group, in rows. */
    private static final double GROUP_GAP = 0.4;

    private static final int ABOVE_AND_BELOW_PLOT = 105;
    private static final int BESIDE_PLOT = 30;
    private static final int GAP = 7;
    private static final BasicStroke BAR = new BasicStroke(16, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);
    private static final BasicStroke WHISKER = new BasicStroke(1.3f);

    /** Text is measured the same way for every output. */
    private static final FontRenderContext MEASURE = new FontRenderContext(null, true, true);

    private final double low;
    private final double high;
    private final double origin;
    private final double left;
    private final double right;
    private final XYChart chart;

    /** Bars that belong together. */
    record Group(String heading, List<Bar> bars) {}

    /**
     * One bar.
     *
     * @param style index of its colour
     * @param label beside the bar's end
     */
    record Bar(String name, int style, Estimate estimate, String label) {}

    private BarChart(String title, String unit, List<Group> groups, List<Group> all, boolean ratios, int width) {
        var ends = bars(all)
                .map(Bar::estimate)
                .flatMapToDouble(estimate -> DoubleStream.of(estimate.lower(), estimate.value(), estimate.upper()))
                .summaryStatistics();
        // The shortest bar must still be seen as one.
        low = ratios && ends.getMin() >= 1 ? 1 : ends.getMin() / 1.5;
        high = Math.max(ends.getMax(), 1.5 * low);
        origin = ratios ? 1 : low;
        double names = GAP + widest(bars(all).map(Bar::name), ChartStyle.TEXT);
        double labels = GAP + widest(bars(all).map(Bar::label), ChartStyle.SMALL);
        double ofBars = width - BESIDE_PLOT - names - labels;
        left = low * Math.pow(high / low, -names / ofBars);
        right = high * Math.pow(high / low, labels / ofBars);
        double rows = (1 + GROUP_GAP) * groups.size() + bars(groups).count();
        chart = ChartStyle.chart(title, unit + ", logarithmic", "", width, ABOVE_AND_BELOW_PLOT + (int) (ROW * rows));
        draw(groups);
    }

    /**
     * A figure of one chart or several with the same axis; empty if there are no bars.
     *
     * @param note with {@code %s} where it says that bars have intervals, if they do
     * @param ratios whether bars begin at 1: the longer, the more two things differ
     * @param charts by their titles
     */
    static Optional<Figure> figure(
            String name,
            String note,
            String unit,
            boolean ratios,
            int width,
            SequencedMap<String, List<Group>> charts) {
        var all = charts.values().stream().flatMap(List::stream).toList();
        boolean intervals = bars(all).anyMatch(bar -> bar.estimate().interval() != null);
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(new Figure(
                        name,
                        note.formatted(intervals ? " with 95 % interval" : ""),
                        charts.entrySet().stream()
                                .map(chart -> new Panel(
                                        "%s. Bars, in %s. %s".formatted(chart.getKey(), unit, words(chart.getValue())),
                                        () -> new BarChart(chart.getKey(), unit, chart.getValue(), all, ratios, width)
                                                .chart))
                                .toList()));
    }

    private static String words(List<Group> groups) {
        return groups.stream()
                .map(group -> group.bars().stream()
                        .map(bar -> bar.name() + " " + bar.label())
                        .collect(Collectors.joining("; ", group.heading() + ": ", "")))
                .collect(Collectors.joining(". "));
    }

    private static Stream<Bar> bars(List<Group> groups) {
        return groups.stream().flatMap(group -> group.bars().stream());
    }

    private static int widest(Stream<String> texts, Font font) {
        return texts.mapToInt(text ->
                        (int) Math.ceil(font.getStringBounds(text, MEASURE).getWidth()))
                .max()
                .orElse(0);
    }

    private void draw(List<Group> groups) {
        double row = 0;
        for (var group : groups) {
            row -= GROUP_GAP;
            text(left, row--, group.heading(), ChartStyle.HEADING, ChartStyle.SOFT_INK, false);
            for (var bar : group.bars()) {
                bar(bar, row--);
            }
        }
        chart.getStyler()
                .setXAxisMin(left)
                .setXAxisMax(right)
                .setYAxisMin(row + 0.4)
                .setYAxisMax(0.6 - GROUP_GAP)
                .setYAxisTicksVisible(false)
                .setAxisTicksMarksVisible(false)
                .setAxisTicksLineVisible(false)
                .setPlotGridLinesVisible(false);
        ChartStyle.logarithmicX(chart, low, high);
    }

    private void bar(Bar bar, double row) {
        var estimate = bar.estimate();
        line(row, BAR, ChartStyle.color(bar.style()), SeriesMarkers.NONE, origin, estimate.value());
        if (estimate.interval() != null) {
            line(row, WHISKER, ChartStyle.INK, new WhiskerEnd(), estimate.lower(), estimate.upper());
        }
        text(Math.min(estimate.lower(), origin), row, bar.name(), ChartStyle.TEXT, ChartStyle.INK, true);
        text(Math.max(estimate.upper(), origin), row, bar.label(), ChartStyle.SMALL, ChartStyle.INK, false);
    }

    private void text(double x, double row, String text, Font font, Color color, boolean before) {
        line(row, SeriesLines.NONE, color, new Text(text, font, before), x);
    }

    private void line(double row, BasicStroke stroke, Color color, Marker marker, double... x) {
        var name = Integer.toString(chart.getSeriesCollection().size());
        var series = chart.addSeries(name, x, DoubleStream.of(x).map(_ -> row).toArray());
        series.setLineStyle(stroke);
        series.setLineColor(color);
        series.setMarker(marker);
        series.setMarkerColor(color);
    }

    private static final class WhiskerEnd extends Marker {

        @Override
        public void paint(Graphics2D graphics, double x, double y, int size) {
            graphics.setStroke(WHISKER);
            graphics.draw(new Line2D.Double(x, y - 4, x, y + 4));
        }
    }

    /** Words before or after a point; XChart's annotations are centred on it. */
    private static final class Text extends Marker {

        private final String text;
        private final Font font;
        private final boolean before;

        private Text(String text, Font font, boolean before) {
            this.text = text;
            this.font = font;
            this.before = before;
        }

        @Override
        public void paint(Graphics2D graphics, double x, double y, int size) {
            graphics.setFont(font);
            double start = before ? x - GAP - widest(Stream.of(text), font) : x + GAP;
            graphics.drawString(text, (float) start, (float) y + 4);
        }
    }
}
