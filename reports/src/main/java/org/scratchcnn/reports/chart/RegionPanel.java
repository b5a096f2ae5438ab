package org.scratchcnn.reports.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.worker.record.DecisionRegions;

/** A square of the plane: areas by predicted class, and points by true class over them. */
record RegionPanel(String heading, DecisionRegions regions, boolean withAreas) implements Panel {

    private static final int HEADING_HEIGHT = 22;
    private static final int SIDE = 340;
    private static final int TICKS_WIDTH = 26;
    private static final int TICKS_HEIGHT = 20;
    private static final double TINT = 0.35;
    private static final double POINT = 5;

    static RegionPanel pointsOnly(String heading, DecisionRegions regions) {
        return new RegionPanel(heading, regions, false);
    }

    static RegionPanel regions(String heading, DecisionRegions regions) {
        return new RegionPanel(heading, regions, true);
    }

    @Override
    public int width() {
        return TICKS_WIDTH + SIDE;
    }

    @Override
    public int height() {
        return HEADING_HEIGHT + SIDE + TICKS_HEIGHT;
    }

    @Override
    public String description() {
        return "%s. %s of %d points"
                .formatted(
                        heading,
                        withAreas ? "Areas by class and dots" : "Dots",
                        regions.points().size());
    }

    @Override
    public void paint(Graphics2D graphics) {
        FigureLayout.text(graphics, heading, Fonts.HEADING, Fonts.INK, TICKS_WIDTH, HEADING_HEIGHT - 8);
        if (withAreas) {
            graphics.drawImage(areas(), TICKS_WIDTH, HEADING_HEIGHT, SIDE, SIDE, null);
        }
        points(graphics);
        frame(graphics);
    }

    /** One picture rather than thousands of rectangles: an SVG stays small and has no seams. */
    private BufferedImage areas() {
        int side = regions.side();
        int scale = Math.max(1, Math.ceilDiv(2 * SIDE, side));
        var image = new BufferedImage(side * scale, side * scale, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            int row = side - 1 - y / scale;
            for (int x = 0; x < image.getWidth(); x++) {
                int predicted = regions.predicted().get(row * side + x / scale);
                image.setRGB(x, y, SeriesStyle.of(predicted).tint(TINT).getRGB());
            }
        }
        return image;
    }

    private void points(Graphics2D graphics) {
        graphics.setStroke(new BasicStroke(0.6f));
        for (var point : regions.points()) {
            double x = TICKS_WIDTH + position(point.x());
            double y = HEADING_HEIGHT + SIDE - position(point.y());
            if (Math.abs(point.x()) <= regions.limit() && Math.abs(point.y()) <= regions.limit()) {
                var dot = new Ellipse2D.Double(x - POINT / 2, y - POINT / 2, POINT, POINT);
                graphics.setColor(SeriesStyle.of(point.label()).color());
                graphics.fill(dot);
                graphics.setColor(Color.WHITE);
                graphics.draw(dot);
            }
        }
    }

    private double position(double coordinate) {
        return SIDE * (coordinate + regions.limit()) / (2 * regions.limit());
    }

    private void frame(Graphics2D graphics) {
        graphics.setColor(Fonts.SOFT_INK);
        graphics.setStroke(new BasicStroke(1));
        graphics.draw(new Rectangle2D.Double(TICKS_WIDTH, HEADING_HEIGHT, SIDE, SIDE));
        for (double tick : new double[] {-1, 0, 1}) {
            if (Math.abs(tick) <= regions.limit()) {
                String label = Numbers.plain(tick).replace('-', '−');
                int labelWidth = FigureLayout.width(label, Fonts.SMALL);
                FigureLayout.text(
                        graphics,
                        label,
                        Fonts.SMALL,
                        Fonts.SOFT_INK,
                        TICKS_WIDTH + position(tick) - labelWidth / 2.0,
                        HEADING_HEIGHT + SIDE + 14);
                FigureLayout.text(
                        graphics,
                        label,
                        Fonts.SMALL,
                        Fonts.SOFT_INK,
                        TICKS_WIDTH - labelWidth - 5,
                        HEADING_HEIGHT + SIDE - position(tick) + 4);
            }
        }
    }
}
