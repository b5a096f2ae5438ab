package org.scratchcnn.kernel.lanes;

/**
 * {@code e^−(linear·m + square·m² + cube·m³) − subtrahend}, where m is the size of a value.
 *
 * <p>The exponential is {@code 2ⁿ·e^r} with r in ±ln(2)/2, and {@code e^r − 1} a polynomial, so that what is left of a
 * subtracted 1 has all its digits (the constants are minimax, with relative errors below 2e-8 before rounding).
 *
 * @param subtrahend 0 or 1
 */
public record Decay(float linear, float square, float cube, float subtrahend) {

    /** {@code e^−m}. */
    static final Decay OF_SIZE = new Decay(1, 0, 0, 0);

    /** {@code e^−m − 1}. */
    static final Decay OF_SIZE_MINUS_ONE = new Decay(1, 0, 0, 1);

    /** {@code e^−m²/2}. */
    static final Decay GAUSSIAN = new Decay(0, 0.5f, 0, 0);

    private static final double TWICE_ROOT = 2 * Math.sqrt(2 / Math.PI);

    /** {@code e^−2u}, where u is what the hyperbolic tangent is taken of that stands for the normal distribution. */
    static final Decay GAUSSIAN_BY_TANH = new Decay((float) TWICE_ROOT, 0, (float) (0.044715 * TWICE_ROOT), 0);

    /** Larger sizes are taken for this one, behind which all decays are 0. */
    public static final float LARGEST_SIZE = 100;

    /** Of e^−x: larger ones are taken for this one, which makes 0. */
    public static final float LARGEST_EXPONENT = 88;

    public static final float LOG2_E = (float) 1.4426950408889634;

    /** Added to a number below 2²², it leaves it rounded to a whole one, in its lowest bits. */
    public static final float ROUNDING = 1.5f * (1 << 23);

    /** With {@link #LN2_LOW} ln(2); the product with a small whole number is exact. */
    public static final float LN2_HIGH = (float) 0.693359375;

    public static final float LN2_LOW = (float) -2.1219444e-4;

    /** Bits of a float's fraction, above which its exponent stands. */
    public static final int FRACTION_BITS = 23;

    public static final int BITS_OF_ONE = 0x3F800000;

    // e^r = 1 + r + r²·(C2 + r·(C3 + …))
    public static final float C2 = 0.49999997f;
    public static final float C3 = 0.16666539f;
    public static final float C4 = 0.041667223f;
    public static final float C5 = 0.008367181f;
    public static final float C6 = 0.0013882406f;
}
