package org.scratchcnn.kernel.lanes;

/**
 * The steps of F(2×2, 3×3) and of F(3×3, 2×2), its gradient by weights, that take the time, with d a tile of 4×4 values of the source, g a kernel, and
 *
 * <pre>{@code
 *      1  0 -1  0         1    0    0
 * Bᵀ = 0  1  1  0    G =  1/2  1/2  1/2    Aᵀ = 1  1  1  0
 *      0 -1  1  0         1/2 -1/2  1/2         0  1 -1 -1
 *      0  1  0 -1         0    0    1
 * }</pre>
 *
 * <p>(Lavin and Gray 2016, "Fast Algorithms for Convolutional Neural Networks", section 4.1). Tiles of neighbouring
 * columns stand side by side.
 *
 * <p>The gradient by weights of a tile, 3×3 values, comes from the same 4×4 values d and the 2×2 values e of the output's
 * gradient as {@code Cᵀ [(F e Fᵀ) ⊙ (Bᵀ d B)] C}, where
 *
 * <pre>{@code
 *      1  0         1  1/2  1/2  0
 * F =  1  1    Cᵀ = 0  1/2 -1/2  0
 *      1 -1         0  1/2  1/2 -1
 *      0  1
 * }</pre>
 */
public interface WinogradLoop {

    /**
     * G g Gᵀ for neighbouring kernels: value p of kernel i is read from {@code g[at + p·count + i]}, row by row, and value
     * p of the result written to {@code u[to + p·position + i]}.
     *
     * @param count whole vectors
     */
    void transformKernels(float[] g, int at, int count, float[] u, int to, int position);

    /** Output channels that are summed together, sharing what is loaded. */
    int CHANNELS = 4;

    /**
     * Bᵀ d B for neighbouring tiles of one channel: tile t is read from {@code source[at + 2·t·L]} on, four rows of four
     * values, and its value p written to {@code v[to + p·position + t·L]}.
     *
     * @param row distance between rows of the source
     */
    void transformInput(float[] source, int at, int row, int tiles, float[] v, int to, int position);

    /**
     * For each k in {@code [0, CHANNELS)} and each tile t, the sum over channels c in {@code [0, channels)} of
     * {@code u[uAt + CHANNELS·c + k] · v[vAt + c·channel + t·L]}, written to {@code m[mAt + k·channel + t·L]}.
     *
     * @param channel distance between channels
     * @param tiles an even number
     */
    void multiply(float[] u, int uAt, int channels, float[] v, int vAt, int channel, int tiles, float[] m, int mAt);

    /**
     * Aᵀ m A and the bias for neighbouring tiles of one channel: value p of tile t is read from
     * {@code m[at + p·position + t·L]}, and its two rows of two values are written to {@code target[to + 2·t·L]} on.
     *
     * @param rows 1 or 2, of each tile that are written
     * @param columns that are written, of all tiles together
     * @param biasAt of the first value
     * @param targetRow distance between rows of the target
     */
    void transformOutput(
            float[] m,
            int at,
            int position,
            int rows,
            int columns,
            ChannelBias bias,
            int biasAt,
            float[] target,
            int to,
            int targetRow);

    /** Output channels whose products {@link #addProducts} sums together. */
    int GRADIENT_OUTPUTS = 4;

    /** Input channels whose products {@link #addProducts} sums together. */
    int gradientInputs();

    /**
     * One row of Bᵀ d B, four values, for neighbouring tiles of one channel: tile t is read from
     * {@code source[at + 2·t·L]} on, and its value p written to {@code v[to + p·position + t·L]}.
     *
     * @param matrixRow of Bᵀ, in [0, 4)
     * @param row distance between rows of the source
     */
    void transformInputRow(int matrixRow, float[] source, int at, int row, int tiles, float[] v, int to, int position);

    /**
     * One row of F e Fᵀ, four values, for neighbouring tiles of one channel: tile t is read from
     * {@code dy[at + 2·t·L]} on, two rows of two values, and its value p written to {@code v[to + p·position + t·L]}.
     *
     * @param matrixRow of F, in [0, 4)
     * @param row distance between rows of dy
     */
    void transformGradientRow(int matrixRow, float[] dy, int at, int row, int tiles, float[] v, int to, int position);

    /**
     * Adds, for k in {@code [0, GRADIENT_OUTPUTS)} and j in {@code [0, gradientInputs())}, the sum over tiles t of
     * {@code e[eAt + k·channel + t·L] · d[dAt + j·channel + t·L]}, lane by lane, to the L values at
     * {@code sums[at + (k·gradientInputs() + j)·L]}.
     *
     * @param channel distance between channels
     */
    void addProducts(float[] e, int eAt, float[] d, int dAt, int channel, int tiles, float[] sums, int at);
}
