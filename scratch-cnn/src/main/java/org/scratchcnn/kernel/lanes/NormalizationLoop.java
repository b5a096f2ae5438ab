package org.scratchcnn.kernel.lanes;

/**
 * Normalization over a stretch whose length is a multiple of L: of one channel by what all images have in common, or of
 * each image by constants of its own. Sums are kept an image each, and in the same order in every version.
 *
 * <p>An image's own constants stand in its lane of the rows of a table: the center, then those at {@link #INVERSE},
 * {@link #OFFSET}, {@link #SLOPE} and {@link #SHIFT}.
 */
public interface NormalizationLoop {

    /** Positions that are summed side by side, so that no addition waits for the last one. */
    int SUMS = 4;

    /** Rows of a table of constants, L values each. */
    int CONSTANTS = 5;

    /** The row with 1/σ. */
    int INVERSE = 1;

    /** The row of what x̂ is where x is the center. */
    int OFFSET = 2;

    /** The row of what dx is by how far x is from the center. */
    int SLOPE = 3;

    /** The row of what dx is where dy is zero and x is the center. */
    int SHIFT = 4;

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

    /**
     * Adds the sum of {@code x − center} to {@code sums[at + lane]}, that of its squares to {@code sums[at + L + lane]}.
     *
     * @param centers an image each, from {@code centerAt} on
     */
    void addDeviations(float[] x, int xAt, int count, float[] centers, int centerAt, float[] sums, int at);

    /**
     * Writes {@code y = x̂·weight + bias} with {@code x̂ = (x − center)·inverse + offset}, and zeros in lanes that hold no
     * image.
     *
     * @param images lanes that hold one
     * @param weightAt of the first position's weight and bias
     * @param weightStep from one position's to the next one's
     */
    void normalize(
            float[] x,
            int xAt,
            float[] y,
            int yAt,
            int count,
            int images,
            float[] constants,
            int constantsAt,
            float[] weight,
            float[] bias,
            int weightAt,
            int weightStep);

    /**
     * With {@code g = dy·weight}, adds the sum of {@code g} to {@code sums[at + lane]}, that of {@code g·(x − center)} to
     * {@code sums[at + L + lane]}.
     */
    void addGradients(
            float[] x,
            int xAt,
            float[] dy,
            int dyAt,
            int count,
            float[] centers,
            int centerAt,
            float[] weight,
            int weightAt,
            int weightStep,
            float[] sums,
            int at);

    /**
     * Writes {@code dx = dy·weight·inverse + ((x − center)·slope + shift)}, and zeros in lanes that hold no image.
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
            float[] constants,
            int constantsAt,
            float[] weight,
            int weightAt,
            int weightStep);
}
