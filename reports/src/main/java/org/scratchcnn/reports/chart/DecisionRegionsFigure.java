package org.scratchcnn.reports.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.scratchcnn.reports.chart.Figure.Panel;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.worker.record.DecisionRegions;
import org.scratchcnn.worker.record.DecisionRegions.Point;

/**
 * Points of the plane and what each engine's network says about the plane. XChart's heat map has no room for points, so
 * the areas are a picture behind those of a scatter chart.
 */
public final class DecisionRegionsFigure {

    private static final int WIDTH = 380;
    private static final int HEIGHT = 390;

    private DecisionRegionsFigure() {}

    /** The figure; empty if no run has regions. */
    public static Optional<Figure> of(TaskResult result) {
        var panels = new ArrayList<Panel>();
        for (var engine : result.engines()) {
            for (var run : engine.completed()) {
                var regions = run.regions();
                var test = run.test();
                if (regions != null && test != null) {
                    var title = "%s: %s right".formatted(result.label(engine), Numbers.percent(test.accuracy(), 1));
                    panels.add(new Panel(
                            "%s. Areas by class and dots of %s points"
                                    .formatted(
                                            title,
                                            Numbers.count(regions.points().size())),
                            () -> chart(title, regions)));
                    break;
                }
            }
        }
        return panels.isEmpty()
                ? Optional.empty()
                : Optional.of(new Figure(
                        result.title() + "-decision-regions",
                        "Dots: test points in their class's colour. Areas: the class that the trained network says, in a light tint of its colour.",
                        panels));
    }

    private static XYChart chart(String title, DecisionRegions regions) {
        var chart = ChartStyle.chart(title, "", "", WIDTH, HEIGHT);
        double limit = regions.limit();
        chart.getStyler()
                .setXAxisMin(-limit)
                .setXAxisMax(limit)
                .setYAxisMin(-limit)
                .setYAxisMax(limit)
                .setXAxisTickMarkSpacingHint(80)
                .setYAxisTickMarkSpacingHint(80)
                .setAxisTicksLineVisible(false)
                .setPlotGridLinesVisible(false)
                .setPlotContentSize(1)
                .setPlotBorderVisible(true)
                .setPlotBorderColor(ChartStyle.SOFT_INK)
                .setMarkerSize(5);
        dots(chart.addSeries("areas", new double[] {-limit, limit}, new double[] {-limit, limit}))
                .setMarker(new Areas(regions));
        var byClass = regions.points().stream()
                .collect(Collectors.groupingBy(Point::label, TreeMap::new, Collectors.toList()));
        byClass.forEach((label, points) -> dots(chart.addSeries(
                        "class " + label,
                        points.stream().mapToDouble(Point::x).toArray(),
                        points.stream().mapToDouble(Point::y).toArray()))
                .setMarker(SeriesMarkers.CIRCLE)
                .setMarkerColor(ChartStyle.color(label)));
        return chart;
    }

    private static XYSeries dots(XYSeries series) {
        series.setLineStyle(SeriesLines.NONE);
        return series;
    }

    /** The areas as a picture between the two points of its series, lower left and upper right. */
    private static final class Areas extends Marker {

        /** The share of a class's colour in its area; the rest is white. */
        private static final float TINT = 0.35f;

        private final BufferedImage image;
        private @Nullable Point2D corner;

        private Areas(DecisionRegions regions) {
            int side = regions.side();
            image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
            for (int i = 0; i < side * side; i++) {
                image.setRGB(
                        i % side,
                        side - 1 - i / side,
                        tint(ChartStyle.color(regions.predicted().get(i))).getRGB());
            }
        }

        private static Color tint(Color color) {
            float[] channels = color.getRGBColorComponents(null);
            return new Color(1 - TINT * (1 - channels[0]), 1 - TINT * (1 - channels[1]), 1 - TINT * (1 - channels[2]));
        }

        @Override
        public void paint(Graphics2D graphics, double x, double y, int size) {
            if (corner == null) {
                corner = new Point2D.Double(x, y);
                return;
            }
            int left = (int) Math.round(corner.getX());
            int top = (int) Math.round(y);
            graphics.drawImage(
                    image, left, top, (int) Math.round(x) - left, (int) Math.round(corner.getY()) - top, null);
            corner = null;
        }
    }
}
