package org.scratchcnn.reports.chart;

import java.awt.BasicStroke;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.scratchcnn.reports.chart.Figure.Panel;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.statistics.Estimate;

/** The time of one image in a training step along one dimension. */
public final class ScalingFigure {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 420;
    private static final BasicStroke INTERVAL = new BasicStroke(2.5f);

    private ScalingFigure() {}

    /**
     * The figure.
     *
     * @param dimension what grows
     * @param logarithmic whether its axis is
     * @param x its values, ascending
     * @param times microseconds of one image at each of them
     */
    public static Figure of(String title, String dimension, boolean logarithmic, double[] x, List<Estimate> times) {
        return new Figure(
                "scaling-" + dimension.replace(' ', '-').toLowerCase(Locale.ROOT),
                "Median time of a step by the images in it%s; lower is faster."
                        .formatted(
                                times.stream().allMatch(time -> time.interval() == null) ? "" : ", with 95 % interval"),
                List.of(new Panel(
                        "%s. A line over %s; the table has the values".formatted(title, dimension),
                        () -> chart(title, dimension, logarithmic, x, times))));
    }

    private static XYChart chart(
            String title, String dimension, boolean logarithmic, double[] x, List<Estimate> times) {
        var chart = ChartStyle.chart(
                title, dimension + (logarithmic ? ", logarithmic" : ""), "µs per image, logarithmic", WIDTH, HEIGHT);
        // XChart's own error bars reach as far down as up, which intervals of a median don't.
        for (int i = 0; i < x.length; i++) {
            var interval = chart.addSeries("interval " + i, new double[] {x[i], x[i]}, new double[] {
                times.get(i).lower(), times.get(i).upper()
            });
            interval.setMarker(SeriesMarkers.NONE);
            interval.setLineColor(ChartStyle.INK);
            interval.setLineStyle(INTERVAL);
        }
        var series = chart.addSeries(
                "time", x, times.stream().mapToDouble(Estimate::value).toArray());
        series.setLineColor(ChartStyle.color(0));
        series.setMarker(SeriesMarkers.CIRCLE);
        series.setMarkerColor(ChartStyle.color(0));
        if (logarithmic) {
            ChartStyle.logarithmicX(chart, x[0], x[x.length - 1]);
        } else {
            chart.getStyler()
                    .setXAxisTickLabelsFormattingFunction(tick -> tick == Math.rint(tick) ? Numbers.plain(tick) : "");
        }
        ChartStyle.logarithmicY(chart);
        return chart;
    }
}
