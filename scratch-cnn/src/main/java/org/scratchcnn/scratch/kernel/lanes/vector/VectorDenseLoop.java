package org.scratchcnn.scratch.kernel.lanes.vector;

import jdk.incubator.vector.FloatVector;
import org.scratchcnn.scratch.kernel.lanes.DenseLoop;

/** A matrix times features with vectors: four rows by two blocks of images, and by one for an odd last block. */
final class VectorDenseLoop implements DenseLoop {

    private static final int LANES = FloatVector.SPECIES_PREFERRED.length();
    private static final int ROWS = 4;

    @Override
    public void addProduct(
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
            int blocks) {
        int endOfPairs = blocks / 2 * 2;
        for (int row = 0; row < rows; row += ROWS) {
            int m = matrixAt + row * matrixRow;
            int to = yAt + row * LANES;
            int tileRows = Math.min(ROWS, rows - row);
            for (int b = 0; b < endOfPairs; b += 2) {
                DenseTiles.tile4x2(
                        matrix, m, matrixRow, matrixTerm, tileRows, count, x[b], x[b + 1], xAt, y[b], y[b + 1], to);
            }
            for (int b = endOfPairs; b < blocks; b++) {
                DenseTiles.tile4x1(matrix, m, matrixRow, matrixTerm, tileRows, count, x[b], xAt, y[b], to);
            }
        }
    }
}
