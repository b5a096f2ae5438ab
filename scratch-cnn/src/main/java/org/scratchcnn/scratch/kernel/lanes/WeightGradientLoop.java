package org.scratchcnn.scratch.kernel.lanes;

/** The part of a convolution's gradient by weights that takes the time. Sums stay apart by lane. */
public interface WeightGradientLoop {

    /** Output channels that are summed together. */
    int CHANNELS = 4;

    /** Taps that are summed together. */
    int TAPS = 3;

    /**
     * Adds, for k in {@code [0, CHANNELS)} and j in {@code [0, TAPS)}, the sum over pixels p in {@code [first, end)} of
     * {@code dy[dyAt[dyFrom + k] + dyPixels[p]] · x[xAt[xFrom + j] + xPixels[p]]} to the L values at
     * {@code sums[at + (k·TAPS + j)·L]}.
     */
    void addProducts(
            float[] dy,
            int[] dyAt,
            int dyFrom,
            int[] dyPixels,
            float[] x,
            int[] xAt,
            int xFrom,
            int[] xPixels,
            int first,
            int end,
            float[] sums,
            int at);

    /**
     * Adds, for k in {@code [0, CHANNELS)}, the sum over pixels p in {@code [first, end)} of
     * {@code dy[dyAt[dyFrom + k] + dyPixels[p]]} to the L values at {@code sums[at + k·L]}.
     */
    void addPixels(float[] dy, int[] dyAt, int dyFrom, int[] dyPixels, int first, int end, float[] sums, int at);
}
