package org.scratchcnn.scratch.kernel.lanes.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.scratchcnn.scratch.kernel.lanes.DenseLoop;

/** A matrix times features with vectors: four rows by two blocks of images. */
final class VectorDenseLoop implements DenseLoop {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
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
                tileOfTwo(matrix, m, matrixRow, matrixTerm, tileRows, count, x[b], x[b + 1], xAt, y[b], y[b + 1], to);
            }
            for (int b = endOfPairs; b < blocks; b++) {
                tileOfOne(matrix, m, matrixRow, matrixTerm, tileRows, count, x[b], xAt, y[b], to);
            }
        }
    }

    private static void tileOfTwo(
            float[] matrix,
            int matrixAt,
            int matrixRow,
            int matrixTerm,
            int rows,
            int count,
            float[] x0,
            float[] x1,
            int xAt,
            float[] y0,
            float[] y1,
            int yAt) {
        int row0 = matrixAt;
        int row1 = matrixAt + Math.min(1, rows - 1) * matrixRow;
        int row2 = matrixAt + Math.min(2, rows - 1) * matrixRow;
        int row3 = matrixAt + Math.min(3, rows - 1) * matrixRow;
        var a00 = FloatVector.zero(SPECIES);
        var a01 = FloatVector.zero(SPECIES);
        var a10 = FloatVector.zero(SPECIES);
        var a11 = FloatVector.zero(SPECIES);
        var a20 = FloatVector.zero(SPECIES);
        var a21 = FloatVector.zero(SPECIES);
        var a30 = FloatVector.zero(SPECIES);
        var a31 = FloatVector.zero(SPECIES);
        for (int t = 0; t < count; t++) {
            int from = xAt + t * LANES;
            int term = t * matrixTerm;
            var v0 = FloatVector.fromArray(SPECIES, x0, from);
            var v1 = FloatVector.fromArray(SPECIES, x1, from);
            var m0 = FloatVector.broadcast(SPECIES, matrix[row0 + term]);
            a00 = v0.fma(m0, a00);
            a01 = v1.fma(m0, a01);
            var m1 = FloatVector.broadcast(SPECIES, matrix[row1 + term]);
            a10 = v0.fma(m1, a10);
            a11 = v1.fma(m1, a11);
            var m2 = FloatVector.broadcast(SPECIES, matrix[row2 + term]);
            a20 = v0.fma(m2, a20);
            a21 = v1.fma(m2, a21);
            var m3 = FloatVector.broadcast(SPECIES, matrix[row3 + term]);
            a30 = v0.fma(m3, a30);
            a31 = v1.fma(m3, a31);
        }
        FloatVector.fromArray(SPECIES, y0, yAt).add(a00).intoArray(y0, yAt);
        FloatVector.fromArray(SPECIES, y1, yAt).add(a01).intoArray(y1, yAt);
        if (rows > 1) {
            FloatVector.fromArray(SPECIES, y0, yAt + LANES).add(a10).intoArray(y0, yAt + LANES);
            FloatVector.fromArray(SPECIES, y1, yAt + LANES).add(a11).intoArray(y1, yAt + LANES);
        }
        if (rows > 2) {
            FloatVector.fromArray(SPECIES, y0, yAt + 2 * LANES).add(a20).intoArray(y0, yAt + 2 * LANES);
            FloatVector.fromArray(SPECIES, y1, yAt + 2 * LANES).add(a21).intoArray(y1, yAt + 2 * LANES);
        }
        if (rows > 3) {
            FloatVector.fromArray(SPECIES, y0, yAt + 3 * LANES).add(a30).intoArray(y0, yAt + 3 * LANES);
            FloatVector.fromArray(SPECIES, y1, yAt + 3 * LANES).add(a31).intoArray(y1, yAt + 3 * LANES);
        }
    }

    private static void tileOfOne(
            float[] matrix,
            int matrixAt,
            int matrixRow,
            int matrixTerm,
            int rows,
            int count,
            float[] x0,
            int xAt,
            float[] y0,
            int yAt) {
        int row0 = matrixAt;
        int row1 = matrixAt + Math.min(1, rows - 1) * matrixRow;
        int row2 = matrixAt + Math.min(2, rows - 1) * matrixRow;
        int row3 = matrixAt + Math.min(3, rows - 1) * matrixRow;
        var a00 = FloatVector.zero(SPECIES);
        var a10 = FloatVector.zero(SPECIES);
        var a20 = FloatVector.zero(SPECIES);
        var a30 = FloatVector.zero(SPECIES);
        for (int t = 0; t < count; t++) {
            int from = xAt + t * LANES;
            int term = t * matrixTerm;
            var v0 = FloatVector.fromArray(SPECIES, x0, from);
            var m0 = FloatVector.broadcast(SPECIES, matrix[row0 + term]);
            a00 = v0.fma(m0, a00);
            var m1 = FloatVector.broadcast(SPECIES, matrix[row1 + term]);
            a10 = v0.fma(m1, a10);
            var m2 = FloatVector.broadcast(SPECIES, matrix[row2 + term]);
            a20 = v0.fma(m2, a20);
            var m3 = FloatVector.broadcast(SPECIES, matrix[row3 + term]);
            a30 = v0.fma(m3, a30);
        }
        FloatVector.fromArray(SPECIES, y0, yAt).add(a00).intoArray(y0, yAt);
        if (rows > 1) {
            FloatVector.fromArray(SPECIES, y0, yAt + LANES).add(a10).intoArray(y0, yAt + LANES);
        }
        if (rows > 2) {
            FloatVector.fromArray(SPECIES, y0, yAt + 2 * LANES).add(a20).intoArray(y0, yAt + 2 * LANES);
        }
        if (rows > 3) {
            FloatVector.fromArray(SPECIES, y0, yAt + 3 * LANES).add(a30).intoArray(y0, yAt + 3 * LANES);
        }
    }
}
