package org.scratchcnn.kernel.lanes;

/**
 * Activation functions over a stretch of values whose length is a multiple of L. Those of exponentials take two steps: first
 * {@link #decay} writes {@code z} where the result will stand, and then the function itself makes the result of it. The same
 * bits in plain Java and with vectors.
 */
public interface ActivationLoop {

    /** Writes a decay of each x. */
    void decay(Decay decay, float[] x, int xAt, float[] z, int zAt, int count);

    /**
     * Writes {@code y = x · s}, of which s is the logistic function of {@code linear·x + cube·x³}.
     *
     * @param y the decay by the same polynomial before
     */
    void gateForward(float[] x, int xAt, float[] y, int yAt, int count);

    /**
     * Writes {@code dx = dy · (s + x·s′)}.
     *
     * @param dx the decay before
     */
    void gateGradient(Decay decay, float[] x, int xAt, float[] dy, int dyAt, float[] dx, int dxAt, int count);

    /**
     * Writes {@code y = x · Φ(x)}.
     *
     * @param y {@code e^−x²/2} before
     */
    void gaussianForward(float[] x, int xAt, float[] y, int yAt, int count);

    /**
     * Writes {@code dx = dy · (Φ(x) + x·φ(x))}.
     *
     * @param dx {@code e^−x²/2} before
     */
    void gaussianGradient(float[] x, int xAt, float[] dy, int dyAt, float[] dx, int dxAt, int count);

    /**
     * Writes {@code y = log(1 + e^x)}.
     *
     * @param y {@code e^−|x|} before
     */
    void softplusForward(float[] x, int xAt, float[] y, int yAt, int count);

    /**
     * Writes dy times the logistic function of x.
     *
     * @param dx {@code e^−|x|} before
     */
    void softplusGradient(float[] x, int xAt, float[] dy, int dyAt, float[] dx, int dxAt, int count);

    /**
     * Writes x where it is positive, else {@code alpha · (e^x − 1)}.
     *
     * @param y {@code e^−|x| − 1} before
     */
    void eluForward(float alpha, float[] x, int xAt, float[] y, int yAt, int count);

    /** Writes dy where {@code y > 0}, else {@code dy · (y + alpha)}. */
    void eluGradient(float alpha, float[] y, int yAt, float[] dy, int dyAt, float[] dx, int dxAt, int count);

    /** Writes of each value itself where {@code x > 0}, else the slope times it: forward x, in the gradient dy. */
    void leak(float slope, float[] x, int xAt, float[] values, int at, float[] to, int toAt, int count);

    /** Writes {@code y = x · min(max(x + 3, 0), 6) / 6}. */
    void hardswishForward(float[] x, int xAt, float[] y, int yAt, int count);

    /** Writes 0 up to −3, dy from 3 on, and {@code dy · (x/3 + 1/2)} between. */
    void hardswishGradient(float[] x, int xAt, float[] dy, int dyAt, float[] dx, int dxAt, int count);

    /** Writes the factor times each value. */
    void scale(float factor, float[] from, int fromAt, float[] to, int toAt, int count);
}
