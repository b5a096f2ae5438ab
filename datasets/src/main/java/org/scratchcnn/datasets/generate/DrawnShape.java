package org.scratchcnn.datasets.generate;

/** The ten kinds of shapes that stand in for a set's ten classes, in the order of the classes. */
enum DrawnShape {
    DISC,
    RING,
    SQUARE,
    FRAME,
    TRIANGLE,
    CROSS,
    PLUS,
    HORIZONTAL_STRIPES,
    VERTICAL_STRIPES,
    DIAMOND;

    private static final double LINE = 0.22;
    private static final double STRIPE_PERIOD = 0.8;

    /**
     * How far inside the shape a point lies, negative outside; a shape reaches about from −1 to 1 in both directions.
     *
     * @param u to the right
     * @param v downwards
     */
    double depth(double u, double v) {
        double across = Math.abs(u);
        double down = Math.abs(v);
        return switch (this) {
            case DISC -> 1 - Math.sqrt(u * u + v * v);
            case RING -> LINE - Math.abs(Math.sqrt(u * u + v * v) - (1 - LINE));
            case SQUARE -> 0.85 - Math.max(across, down);
            case FRAME -> LINE - Math.abs(Math.max(across, down) - (0.95 - LINE));
            case TRIANGLE -> Math.min(0.8 - v, 0.45 * (v + 1) - 0.9 * across);
            case CROSS ->
                Math.min(LINE - Math.min(Math.abs(u - v), Math.abs(u + v)) * 0.707, 0.9 - Math.max(across, down));
            case PLUS -> Math.min(LINE - Math.min(across, down), 1 - Math.max(across, down));
            case HORIZONTAL_STRIPES -> Math.min(stripe(v), 1 - Math.max(across, down));
            case VERTICAL_STRIPES -> Math.min(stripe(u), 1 - Math.max(across, down));
            case DIAMOND -> (1 - across - down) * 0.707;
        };
    }

    /** Bars around −0.8, 0 and 0.8. */
    private static double stripe(double position) {
        return LINE - Math.abs(position - STRIPE_PERIOD * Math.rint(position / STRIPE_PERIOD));
    }
}
