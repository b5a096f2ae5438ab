package org.scratchcnn.reports.chart;

import java.awt.BasicStroke;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.scratchcnn.reports.chart.Figure.Panel;
import org.scratchcnn.reports.result.ScalingResult;
import org.scratchcnn.reports.result.ScalingResult.Point;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.reports.statistics.Estimate;
import org.scratchcnn.reports.suite.Scaling;

/** The time of one image in a training step along one dimension. */
public final class ScalingFigure {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 420;
    private static final BasicStroke INTERVAL = new BasicStroke(2.5f);

    private ScalingFigure() {}

    /** The figure. */
    public static Figure of(ScalingResult result, String title, Bootstrap bootstrap) {
        var dimension = result.dimension();
        // Threads are few, and not spread over powers of ten.
        boolean logarithmic = dimension != Scaling.Dimension.THREADS;
        var times = result.points().stream()
                .map(point -> point.imageMicros(bootstrap))
                .toList();
        return new Figure(
                "scaling-" + dimension.title().replace(' ', '-').toLowerCase(Locale.ROOT),
                "Median time of a step by the images in it%s; lower is faster."
                        .formatted(
                                times.stream().allMatch(time -> time.interval() == null) ? "" : ", with 95 % interval"),
                List.of(Panel.ofLines(
                        title, dimension.title(), "µs per image", () -> chart(result, title, times, logarithmic))));
    }

    private static XYChart chart(ScalingResult result, String title, List<Estimate> times, boolean logarithmic) {
        var chart = ChartStyle.chart(
                title,
                result.dimension().title() + (logarithmic ? ", logarithmic" : ""),
                "µs per image, logarithmic",
                WIDTH,
                HEIGHT);
        double[] x = result.points().stream().mapToDouble(Point::value).toArray();
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
        series.setMarker(ChartStyle.marker(0));
        series.setMarkerColor(ChartStyle.color(0));
        if (logarithmic) {
            ChartStyle.logarithmicX(chart);
        } else {
            ChartStyle.wholeNumbersX(chart);
        }
        ChartStyle.logarithmicY(chart);
        return chart;
    }
}
