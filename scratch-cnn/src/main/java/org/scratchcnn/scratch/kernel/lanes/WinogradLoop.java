package org.scratchcnn.scratch.kernel.lanes;

/**
 * The three steps of F(2×2, 3×3) that take the time, with d a tile of 4×4 values of the source, g a kernel, and
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
 */
public interface WinogradLoop {

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
}
