package org.scratchcnn.kernel.lanes;

/** The part of a convolution's gradient by weights that takes the time. Sums stay apart by lane. */
public interface WeightGradientLoop {

    /** Taps that are summed together. */
    int TAPS = 3;

    /** Output channels that are summed together. */
    int channels();

    /**
     * The pixels of dy that are summed over, and those of x that they meet.
     *
     * @param columns of each row
     * @param dyRow distance between neighbouring rows of dy; its columns are L apart
     * @param xRow distance between the rows of x that neighbouring rows of dy meet
     * @param xColumn distance between the columns of x that neighbouring columns of dy meet
     */
    record Pixels(int rows, int columns, int dyRow, int xRow, int xColumn) {}

    /**
     * Adds, for k in {@code [0, channels())} and j in {@code [0, TAPS)}, the sum over rows r in {@code [firstRow, endRow)}
     * and columns c of {@code dy[dyAt[dyFrom + k] + r·dyRow + c·L] · x[xAt[xFrom + j] + r·xRow + c·xColumn]} to the L
     * values at {@code sums[at + (k·TAPS + j)·L]}.
     */
    void addProducts(
            Pixels pixels,
            int firstRow,
            int endRow,
            float[] dy,
            int[] dyAt,
            int dyFrom,
            float[] x,
            int[] xAt,
            int xFrom,
            float[] sums,
            int at);

    /**
     * Adds, for k in {@code [0, channels())}, the sum over rows r in {@code [firstRow, endRow)} and columns c of
     * {@code dy[dyAt[dyFrom + k] + r·dyRow + c·L]} to the L values at {@code sums[at + k·L]}.
     */
    void addPixels(Pixels pixels, int firstRow, int endRow, float[] dy, int[] dyAt, int dyFrom, float[] sums, int at);
}
