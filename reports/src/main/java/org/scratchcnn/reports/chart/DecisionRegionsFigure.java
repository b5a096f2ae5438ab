package org.scratchcnn.reports.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.scratchcnn.reports.chart.Figure.Panel;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.worker.record.DecisionRegions;
import org.scratchcnn.worker.record.DecisionRegions.Point;
import org.scratchcnn.worker.record.EngineRun;

/**
 * Points of the plane and what each engine's network says about the plane. XChart's heat map has no room for points, so
 * the areas are a picture behind those of a scatter chart.
 */
public final class DecisionRegionsFigure {

    private static final int WIDTH = 380;
    private static final int LEGEND_WIDTH = 90;
    private static final int HEIGHT = 390;

    /** The share of a class's colour in its area; the rest is white. */
    private static final double TINT = 0.35;

    private DecisionRegionsFigure() {}

    /** The figure; empty if no run has regions. */
    public static Optional<Figure> of(TaskResult result) {
        var panels = new ArrayList<Panel>();
        for (var engine : result.engines()) {
            for (var run : engine.completed()) {
                var regions = run.regions();
                if (regions != null) {
                    if (panels.isEmpty()) {
                        panels.add(panel("Test points, seed " + run.seed(), regions, false));
                    }
                    panels.add(panel("%s: %s right".formatted(result.label(engine), accuracy(run)), regions, true));
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

    private static String accuracy(EngineRun run) {
        var test = run.test();
        return test == null ? Numbers.NONE : Numbers.percent(test.accuracy(), 1);
    }

    private static Panel panel(String title, DecisionRegions regions, boolean withAreas) {
        return new Panel(
                "%s. %s of %s points"
                        .formatted(
                                title,
                                withAreas ? "Areas by class and dots" : "Dots",
                                Numbers.count(regions.points().size())),
                () -> chart(title, regions, withAreas));
    }

    private static XYChart chart(String title, DecisionRegions regions, boolean withAreas) {
        var chart = ChartStyle.chart(title, "", "", withAreas ? WIDTH : WIDTH + LEGEND_WIDTH, HEIGHT);
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
                .setMarkerSize(5)
                .setLegendVisible(!withAreas)
                .setLegendPosition(LegendPosition.OutsideE);
        if (withAreas) {
            add(chart, "areas", new Areas(areas(regions)), Color.WHITE, new double[] {-limit, limit}, new double[] {
                -limit, limit
            });
        }
        regions.points().stream().map(Point::label).distinct().sorted().forEach(label -> {
            var points = regions.points().stream()
                    .filter(point -> point.label() == label)
                    .toList();
            add(
                    chart,
                    "class " + label,
                    SeriesMarkers.CIRCLE,
                    ChartStyle.color(label),
                    points.stream().mapToDouble(Point::x).toArray(),
                    points.stream().mapToDouble(Point::y).toArray());
        });
        return chart;
    }

    private static void add(XYChart chart, String name, Marker marker, Color color, double[] x, double[] y) {
        var series = chart.addSeries(name, x, y);
        series.setLineStyle(SeriesLines.NONE);
        series.setMarker(marker);
        series.setMarkerColor(color);
    }

    private static BufferedImage areas(DecisionRegions regions) {
        int side = regions.side();
        var image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int predicted = regions.predicted().get((side - 1 - y) * side + x);
                image.setRGB(x, y, tint(ChartStyle.color(predicted)).getRGB());
            }
        }
        return image;
    }

    private static Color tint(Color color) {
        return new Color(tint(color.getRed()), tint(color.getGreen()), tint(color.getBlue()));
    }

    private static int tint(int channel) {
        return (int) Math.round(TINT * channel + (1 - TINT) * 255);
    }

    /** A picture between the two points of its series, lower left and upper right. */
    private static final class Areas extends Marker {

        private final BufferedImage image;
        private final List<Double> corner = new ArrayList<>();

        private Areas(BufferedImage image) {
            this.image = image;
        }

        @Override
        public void paint(Graphics2D graphics, double x, double y, int size) {
            if (corner.isEmpty()) {
                corner.addAll(List.of(x, y));
                return;
            }
            int left = (int) Math.round(corner.getFirst());
            int top = (int) Math.round(y);
            graphics.drawImage(
                    image, left, top, (int) Math.round(x) - left, (int) Math.round(corner.getLast()) - top, null);
            corner.clear();
        }
    }
}
