package org.scratchcnn.kernel.lanes;

/** A matrix times the features of several lane blocks. */
public interface DenseLoop {

    /**
     * Adds, for each row r in {@code [0, rows)} and each block b in {@code [0, blocks)}, the sum over t in
     * {@code [0, count)} of {@code matrix[matrixAt + r·matrixRow + t·matrixTerm] · x[b][xAt + t·L]} to the L values at
     * {@code y[b][yAt + r·L]}.
     */
    void addProduct(
            float[] matrix,
            int matrixAt,
            int matrixRow,
            int matrixTerm,
            int rows,
            int count,
            float[][] x,
            int xAt,
            float[][] y,
            int yAt,
            int blocks);
}
