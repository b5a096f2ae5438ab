package org.scratchcnn.kernel.lanes;

/**
 * The steps of a softmax over channels, each over a stretch of one channel's positions whose length is a multiple of L. The
 * same bits in plain Java and with vectors.
 */
public interface SoftmaxLoop {

    /** Writes x into {@code max} where it is larger. */
    void larger(float[] x, int xAt, float[] max, int maxAt, int count);

    /** Writes {@code y = x − subtrahend}; {@code y} may be x, from the same place on. */
    void subtract(float[] x, int xAt, float[] subtrahend, int subtrahendAt, float[] y, int yAt, int count);

    /** Multiplies y by the factors. */
    void multiply(float[] y, int yAt, float[] factor, int factorAt, int count);

    /** Adds {@code dy·y} to the sums. */
    void addProducts(float[] y, int yAt, float[] dy, int dyAt, float[] sums, int sumsAt, int count);

    /** Writes {@code dx = y·(dy − sum)}, where the sum is that of all channels' {@code dy·y}. */
    void gradient(float[] y, int yAt, float[] dy, int dyAt, float[] sums, int sumsAt, float[] dx, int dxAt, int count);

    /**
     * Writes {@code dx = dy − e^y·sum}, where the sum is that of all channels' dy.
     *
     * @param dx {@code e^y} before
     */
    void gradientOfLogarithm(float[] dy, int dyAt, float[] sums, int sumsAt, float[] dx, int dxAt, int count);
}
