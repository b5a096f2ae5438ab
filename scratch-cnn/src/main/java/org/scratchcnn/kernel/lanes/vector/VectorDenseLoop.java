package org.scratchcnn.kernel.lanes.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.scratchcnn.kernel.lanes.DenseLoop;

/** A matrix times features with vectors: eight or four rows by two blocks of images, and by one for an odd last block. */
final class VectorDenseLoop implements DenseLoop {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    /** Sixteen sums and what they are made of need the 32 registers of 512 bits. */
    private static final int ROWS = SPECIES.vectorBitSize() >= 512 ? 8 : 4;

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
            if (tileRows > 4) {
                for (int b = 0; b < endOfPairs; b += 2) {
                    DenseTiles.tile8x2(
                            matrix, m, matrixRow, matrixTerm, tileRows, count, x[b], x[b + 1], xAt, y[b], y[b + 1], to);
                }
                for (int b = endOfPairs; b < blocks; b++) {
                    DenseTiles.tile8x1(matrix, m, matrixRow, matrixTerm, tileRows, count, x[b], xAt, y[b], to);
                }
            } else {
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
}
