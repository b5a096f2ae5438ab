package org.scratchcnn.kernel.lanes;

/**
 * Batch normalization over a stretch of one channel whose length is a multiple of L. Sums are kept an image each, and in
 * the same order in every version.
 */
public interface NormalizationLoop {

    /** Positions that are summed side by side, so that no addition waits for the last one. */
    int SUMS = 4;

    /** Adds the sum of {@code x} to {@code sums[at + lane]}. */
    void addSums(float[] x, int xAt, int count, float[] sums, int at);

    /** Adds the sum of {@code x − center} to {@code sums[at + lane]}, that of its squares to {@code sums[at + L + lane]}. */
    void addDeviations(float[] x, int xAt, int count, float center, float[] sums, int at);

    /**
     * Writes {@code y = (x − center)·scale + shift}, and zeros in lanes that hold no image.
     *
     * @param images lanes that hold one
     */
    void normalize(
            float[] x, int xAt, float[] y, int yAt, int count, int images, float center, float scale, float shift);

    /**
     * Adds the sum of {@code dy} to {@code sums[at + lane]}, that of {@code dy·(x − center)} to
     * {@code sums[at + L + lane]}.
     */
    void addGradients(float[] x, int xAt, float[] dy, int dyAt, int count, float center, float[] sums, int at);

    /**
     * Writes {@code dx = dy·scale + ((x − center)·slope + shift)}, and zeros in lanes that hold no image.
     *
     * @param images lanes that hold one
     */
    void gradientByInput(
            float[] x,
            int xAt,
            float[] dy,
            int dyAt,
            float[] dx,
            int dxAt,
            int count,
            int images,
            float center,
            float scale,
            float slope,
            float shift);
}
