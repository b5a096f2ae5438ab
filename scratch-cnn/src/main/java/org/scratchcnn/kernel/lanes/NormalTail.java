package org.scratchcnn.kernel.lanes;

/**
 * The standard normal distribution below −m: {@code e^−m²/2 · t·(P0 + t·(P1 + …))} with {@code t = 1 / (1 + m/4)}. The
 * constants are minimax, with relative errors below 6e-8 before rounding.
 */
public final class NormalTail {

    public static final float QUARTER = 0.25f;
    public static final float P0 = 0.09979748f;
    public static final float P1 = 0.09851684f;
    public static final float P2 = 0.1037467f;
    public static final float P3 = 0.03292795f;
    public static final float P4 = 0.2017579f;
    public static final float P5 = -0.20578228f;
    public static final float P6 = 0.29612073f;
    public static final float P7 = -0.15280868f;
    public static final float P8 = 0.025723336f;

    /** {@code 1 / √(2π)}. */
    public static final float DENSITY_AT_ZERO = 0.3989423f;

    private NormalTail() {}
}
