package org.scratchcnn.kernel.lanes;

/** The sum of the outer products of two vectors an image: a dense layer's gradient by weights. */
public interface OuterProductLoop {

    /** Rows, output features, that are summed together. */
    int ROWS = 4;

    /** Columns, input features, that are summed together, in vectors. */
    int VECTORS = 2;

    /**
     * Adds, for each row r in {@code [0, rows)} and each column c in {@code [0, VECTORS·L)}, the sum over images n of
     * {@code dy[dyAt + n·ROWS + r] · x[xAt + n·xImage + c]} to {@code sums[at + r·sumsRow + c]}.
     *
     * @param rows at most {@code ROWS}
     */
    void addProducts(
            float[] dy,
            int dyAt,
            float[] x,
            int xAt,
            int xImage,
            int images,
            float[] sums,
            int at,
            int sumsRow,
            int rows);
}
