package org.scratchcnn.reports.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.ChartTheme;
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

    /** A logarithmic axis with labels between two values alone. */
    static void logarithmicX(XYChart chart, double low, double high) {
        // XChart leaves ticks out until all labels differ, blank ones too.
        var blanks = new HashMap<Double, String>();
        chart.getStyler()
                .setXAxisLogarithmic(true)
                .setXAxisLogarithmicDecadeOnly(false)
                .setXAxisTickLabelsFormattingFunction(tick -> tick < low * 0.999 || tick > high * 1.001
                        ? blanks.computeIfAbsent(tick, _ -> " ".repeat(blanks.size()))
                        : logarithmicLabel(tick, high / low, chart.getWidth()));
    }

    static void logarithmicY(XYChart chart) {
        var values = chart.getSeriesCollection().stream()
                .flatMapToDouble(series -> Arrays.stream(series.getYData()))
                .summaryStatistics();
        double range = values.getMax() / values.getMin();
        chart.getStyler()
                .setYAxisLogarithmic(true)
                .setYAxisLogarithmicDecadeOnly(false)
                .setYAxisTickLabelsFormattingFunction(tick -> logarithmicLabel(tick, range, chart.getHeight()));
    }

    /** Of ticks at whole multiples of a power of ten, those are labelled for which there is room. */
    private static String logarithmicLabel(double tick, double range, int pixels) {
        long leading = Math.round(tick / Math.pow(10, Math.floor(Math.log10(tick) + 1e-9)));
        double perDecade = pixels / Math.log10(range);
        var labelled = perDecade < 200 ? List.of(1L) : perDecade < 350 ? List.of(1L, 2L, 5L) : List.of(1L, 2L, 3L, 5L);
        return range < 10 || labelled.contains(leading) ? Numbers.plain(tick) : "";
    }
}
