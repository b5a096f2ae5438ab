package org.scratchcnn.reports.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.scratchcnn.reports.format.Numbers;

/** A line chart of XChart's as a panel. */
record XChartPanel(XYChart chart) implements Panel {

    /** An empty chart in the style of all figures; the legend is the figure's. */
    static XYChart lineChart(String title, String xAxis, String yAxis, int width, int height) {
        var chart = new XYChart(width, height, ChartTheme.XChart);
        chart.setTitle(title);
        chart.setXAxisTitle(xAxis);
        chart.setYAxisTitle(yAxis);
        chart.getStyler()
                .setChartBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false)
                .setLegendVisible(false)
                .setChartTitleBoxVisible(false)
                .setChartTitleFont(Fonts.HEADING)
                .setChartFontColor(Fonts.INK)
                .setChartPadding(4)
                .setLocale(Locale.ROOT);
        chart.getStyler()
                .setAxisTitleFont(Fonts.TEXT)
                .setAxisTickLabelsFont(Fonts.SMALL)
                .setAxisTickLabelsColor(Fonts.SOFT_INK)
                .setPlotGridLinesColor(Fonts.GRID)
                .setPlotGridLinesStroke(new BasicStroke(1));
        return chart;
    }

    static void logarithmicX(XYChart chart) {
        chart.getStyler()
                .setXAxisLogarithmic(true)
                .setXAxisLogarithmicDecadeOnly(false)
                .setXAxisTickLabelsFormattingFunction(
                        tick -> logarithmicLabel(tick, spansADecade(chart, XYSeries::getXData)));
    }

    static void logarithmicY(XYChart chart) {
        chart.getStyler()
                .setYAxisLogarithmic(true)
                .setYAxisLogarithmicDecadeOnly(false)
                .setYAxisTickLabelsFormattingFunction(
                        tick -> logarithmicLabel(tick, spansADecade(chart, XYSeries::getYData)));
    }

    static void wholeNumbersX(XYChart chart) {
        chart.getStyler()
                .setXAxisTickLabelsFormattingFunction(
                        tick -> Math.abs(tick - Math.rint(tick)) < 1e-6 ? Numbers.plain(Math.rint(tick)) : "");
    }

    private static boolean spansADecade(XYChart chart, Function<XYSeries, double[]> values) {
        var range = chart.getSeriesCollection().stream()
                .flatMapToDouble(series -> Arrays.stream(values.apply(series)))
                .summaryStatistics();
        return range.getMax() >= 10 * range.getMin();
    }

    /**
     * Of ticks at whole multiples of a power of ten, those at 1, 2, 3 and 5 are labelled, further labels would touch;
     * where the axis is shorter than a decade, all are.
     */
    private static String logarithmicLabel(double tick, boolean decade) {
        double leading = tick / Math.pow(10, Math.floor(Math.log10(tick) + 1e-9));
        return !decade || DoubleStream.of(1, 2, 3, 5).anyMatch(labelled -> Math.abs(leading - labelled) < 1e-6)
                ? Numbers.plain(tick)
                : "";
    }

    @Override
    public int width() {
        return chart.getWidth();
    }

    @Override
    public int height() {
        return chart.getHeight();
    }

    @Override
    public String description() {
        return "%sLines of %s over %s; a table beside it has the values"
                .formatted(
                        chart.getTitle().isEmpty() ? "" : chart.getTitle() + ". ",
                        chart.getYAxisTitle(),
                        chart.getXAxisTitle());
    }

    @Override
    public void paint(Graphics2D graphics) {
        chart.paint(graphics, width(), height());
    }
}
