package org.scratchcnn.reports.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.scratchcnn.reports.format.Numbers;

/**
 * How all charts look. The colours are those of Okabe and Ito, "Color Universal Design" (2008), which people with any
 * kind of colour vision can tell apart; black is a grey here, so that text stands out. No type is 12 pixels high:
 * VectorGraphics2D leaves that size out, and viewers take 16.
 */
final class ChartStyle {

    static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 15);
    static final Font HEADING = new Font(Font.SANS_SERIF, Font.BOLD, 13);
    static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);

    static final Color INK = new Color(0x222222);
    static final Color SOFT_INK = new Color(0x666666);
    private static final Color GRID = new Color(0xDDDDDD);

    private static final List<Color> COLORS = List.of(
            new Color(0x0072B2),
            new Color(0xE69F00),
            new Color(0x009E73),
            new Color(0xD55E00),
            new Color(0xCC79A7),
            new Color(0x56B4E9),
            new Color(0x777777),
            new Color(0xD9C400));

    private static final List<Marker> MARKERS = List.of(
            SeriesMarkers.CIRCLE,
            SeriesMarkers.SQUARE,
            SeriesMarkers.TRIANGLE_UP,
            SeriesMarkers.DIAMOND,
            SeriesMarkers.TRIANGLE_DOWN,
            SeriesMarkers.CROSS);

    /** Pixels of a chart per decade below which a logarithmic axis has labels at powers of ten alone, or also at 2 and 5. */
    private static final double FEW_PIXELS = 200;

    private static final double SOME_PIXELS = 350;

    private ChartStyle() {}

    /** An empty chart without a legend. */
    static XYChart chart(String title, String xAxis, String yAxis, int width, int height) {
        var chart = new XYChart(width, height, ChartTheme.XChart);
        chart.setTitle(title);
        chart.setXAxisTitle(xAxis);
        chart.setYAxisTitle(yAxis);
        var styler = chart.getStyler();
        styler.setChartBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false)
                .setLegendVisible(false)
                .setLegendBorderColor(Color.WHITE)
                .setLegendFont(TEXT)
                .setChartTitleBoxVisible(false)
                .setChartTitleFont(TITLE)
                .setChartTitlePadding(8)
                .setChartFontColor(INK)
                .setChartPadding(8)
                .setLocale(Locale.ROOT);
        styler.setAxisTitleFont(TEXT)
                .setAxisTickLabelsFont(SMALL)
                .setAxisTickLabelsColor(SOFT_INK)
                .setPlotGridLinesColor(GRID)
                .setPlotGridLinesStroke(new BasicStroke(1));
        return chart;
    }

    /** The colour with that index; they come again after eight. */
    static Color color(int index) {
        return COLORS.get(index % COLORS.size());
    }

    static Marker marker(int index) {
        return MARKERS.get(index % MARKERS.size());
    }

    static void logarithmicX(XYChart chart) {
        var values = range(chart, XYSeries::getXData);
        scaleX(chart, true, values.getMin(), values.getMax());
    }

    /** An axis with labels between two values alone. */
    static void scaleX(XYChart chart, boolean logarithmic, double low, double high) {
        // XChart leaves ticks out until all labels differ, blank ones too.
        var blanks = new HashMap<Double, String>();
        chart.getStyler()
                .setXAxisLogarithmic(logarithmic)
                .setXAxisLogarithmicDecadeOnly(false)
                .setXAxisTickLabelsFormattingFunction(tick -> tick < low * 0.999 || tick > high * 1.001
                        ? blanks.computeIfAbsent(tick, _ -> " ".repeat(blanks.size()))
                        : logarithmic ? logarithmicLabel(tick, high / low, chart.getWidth()) : Numbers.plain(tick));
    }

    static void logarithmicY(XYChart chart) {
        var values = range(chart, XYSeries::getYData);
        chart.getStyler()
                .setYAxisLogarithmic(true)
                .setYAxisLogarithmicDecadeOnly(false)
                .setYAxisTickLabelsFormattingFunction(
                        tick -> logarithmicLabel(tick, values.getMax() / values.getMin(), chart.getHeight()));
    }

    static void wholeNumbersX(XYChart chart) {
        chart.getStyler()
                .setXAxisTickLabelsFormattingFunction(
                        tick -> Math.abs(tick - Math.rint(tick)) < 1e-6 ? Numbers.plain(Math.rint(tick)) : "");
    }

    private static DoubleSummaryStatistics range(XYChart chart, Function<XYSeries, double[]> values) {
        return chart.getSeriesCollection().stream()
                .flatMapToDouble(series -> Arrays.stream(values.apply(series)))
                .summaryStatistics();
    }

    /** Of ticks at whole multiples of a power of ten, those are labelled for which there is room. */
    private static String logarithmicLabel(double tick, double range, int pixels) {
        double leading = tick / Math.pow(10, Math.floor(Math.log10(tick) + 1e-9));
        double perDecade = pixels / Math.log10(range);
        var labelled = perDecade < FEW_PIXELS
                ? DoubleStream.of(1)
                : perDecade < SOME_PIXELS ? DoubleStream.of(1, 2, 5) : DoubleStream.of(1, 2, 3, 5);
        return range < 10 || labelled.anyMatch(each -> Math.abs(leading - each) < 1e-6) ? Numbers.plain(tick) : "";
    }
}
