package org.scratchcnn.scratch.kernel.lanes.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.scratchcnn.scratch.kernel.lanes.DenseLoop;

/** A matrix times features with vectors: four rows by three blocks of images in twelve accumulators. */
final class VectorDenseLoop implements DenseLoop {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();
    private static final int ROWS = 4;

    @Override
    public void addProduct(
            float[] matrix,
            int matrixAt,
            int matrixRow,
            int rows,
            int count,
            float[][] x,
            int xAt,
            float[][] y,
            int yAt,
            int blocks) {
        int endOfThrees = 3 * TripleSplit.threes(blocks);
        int endOfTwos = endOfThrees + 2 * TripleSplit.twos(blocks);
        for (int row = 0; row < rows; row += ROWS) {
            int m = matrixAt + row * matrixRow;
            int to = yAt + row * LANES;
            int tileRows = Math.min(ROWS, rows - row);
            for (int b = 0; b < endOfThrees; b += 3) {
                tileThree(
                        matrix, m, matrixRow, tileRows, count, x[b], x[b + 1], x[b + 2], xAt, y[b], y[b + 1], y[b + 2],
                        to);
            }
            for (int b = endOfThrees; b < endOfTwos; b += 2) {
                tileTwo(matrix, m, matrixRow, tileRows, count, x[b], x[b + 1], xAt, y[b], y[b + 1], to);
            }
            for (int b = endOfTwos; b < blocks; b++) {
                tileOne(matrix, m, matrixRow, tileRows, count, x[b], xAt, y[b], to);
            }
        }
    }

    private static void tileThree(
            float[] matrix,
            int matrixAt,
            int matrixRow,
            int rows,
            int count,
            float[] x0,
            float[] x1,
            float[] x2,
            int xAt,
            float[] y0,
            float[] y1,
            float[] y2,
            int yAt) {
        int row0 = matrixAt;
        int row1 = matrixAt + Math.min(1, rows - 1) * matrixRow;
        int row2 = matrixAt + Math.min(2, rows - 1) * matrixRow;
        int row3 = matrixAt + Math.min(3, rows - 1) * matrixRow;
        var a00 = FloatVector.zero(SPECIES);
        var a01 = FloatVector.zero(SPECIES);
        var a02 = FloatVector.zero(SPECIES);
        var a10 = FloatVector.zero(SPECIES);
        var a11 = FloatVector.zero(SPECIES);
        var a12 = FloatVector.zero(SPECIES);
        var a20 = FloatVector.zero(SPECIES);
        var a21 = FloatVector.zero(SPECIES);
        var a22 = FloatVector.zero(SPECIES);
        var a30 = FloatVector.zero(SPECIES);
        var a31 = FloatVector.zero(SPECIES);
        var a32 = FloatVector.zero(SPECIES);
        for (int t = 0; t < count; t++) {
            int from = xAt + t * LANES;
            var v0 = FloatVector.fromArray(SPECIES, x0, from);
            var v1 = FloatVector.fromArray(SPECIES, x1, from);
            var v2 = FloatVector.fromArray(SPECIES, x2, from);
            var m0 = FloatVector.broadcast(SPECIES, matrix[row0 + t]);
            a00 = v0.fma(m0, a00);
            a01 = v1.fma(m0, a01);
            a02 = v2.fma(m0, a02);
            var m1 = FloatVector.broadcast(SPECIES, matrix[row1 + t]);
            a10 = v0.fma(m1, a10);
            a11 = v1.fma(m1, a11);
            a12 = v2.fma(m1, a12);
            var m2 = FloatVector.broadcast(SPECIES, matrix[row2 + t]);
            a20 = v0.fma(m2, a20);
            a21 = v1.fma(m2, a21);
            a22 = v2.fma(m2, a22);
            var m3 = FloatVector.broadcast(SPECIES, matrix[row3 + t]);
            a30 = v0.fma(m3, a30);
            a31 = v1.fma(m3, a31);
            a32 = v2.fma(m3, a32);
        }
        FloatVector.fromArray(SPECIES, y0, yAt).add(a00).intoArray(y0, yAt);
        FloatVector.fromArray(SPECIES, y1, yAt).add(a01).intoArray(y1, yAt);
        FloatVector.fromArray(SPECIES, y2, yAt).add(a02).intoArray(y2, yAt);
        if (rows > 1) {
            FloatVector.fromArray(SPECIES, y0, yAt + LANES).add(a10).intoArray(y0, yAt + LANES);
            FloatVector.fromArray(SPECIES, y1, yAt + LANES).add(a11).intoArray(y1, yAt + LANES);
            FloatVector.fromArray(SPECIES, y2, yAt + LANES).add(a12).intoArray(y2, yAt + LANES);
        }
        if (rows > 2) {
            FloatVector.fromArray(SPECIES, y0, yAt + 2 * LANES).add(a20).intoArray(y0, yAt + 2 * LANES);
            FloatVector.fromArray(SPECIES, y1, yAt + 2 * LANES).add(a21).intoArray(y1, yAt + 2 * LANES);
            FloatVector.fromArray(SPECIES, y2, yAt + 2 * LANES).add(a22).intoArray(y2, yAt + 2 * LANES);
        }
        if (rows > 3) {
            FloatVector.fromArray(SPECIES, y0, yAt + 3 * LANES).add(a30).intoArray(y0, yAt + 3 * LANES);
            FloatVector.fromArray(SPECIES, y1, yAt + 3 * LANES).add(a31).intoArray(y1, yAt + 3 * LANES);
            FloatVector.fromArray(SPECIES, y2, yAt + 3 * LANES).add(a32).intoArray(y2, yAt + 3 * LANES);
        }
    }

    private static void tileTwo(
            float[] matrix,
            int matrixAt,
            int matrixRow,
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
            var v0 = FloatVector.fromArray(SPECIES, x0, from);
            var v1 = FloatVector.fromArray(SPECIES, x1, from);
            var m0 = FloatVector.broadcast(SPECIES, matrix[row0 + t]);
            a00 = v0.fma(m0, a00);
            a01 = v1.fma(m0, a01);
            var m1 = FloatVector.broadcast(SPECIES, matrix[row1 + t]);
            a10 = v0.fma(m1, a10);
            a11 = v1.fma(m1, a11);
            var m2 = FloatVector.broadcast(SPECIES, matrix[row2 + t]);
            a20 = v0.fma(m2, a20);
            a21 = v1.fma(m2, a21);
            var m3 = FloatVector.broadcast(SPECIES, matrix[row3 + t]);
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

    private static void tileOne(
            float[] matrix,
            int matrixAt,
            int matrixRow,
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
            var v0 = FloatVector.fromArray(SPECIES, x0, from);
            var m0 = FloatVector.broadcast(SPECIES, matrix[row0 + t]);
            a00 = v0.fma(m0, a00);
            var m1 = FloatVector.broadcast(SPECIES, matrix[row1 + t]);
            a10 = v0.fma(m1, a10);
            var m2 = FloatVector.broadcast(SPECIES, matrix[row2 + t]);
            a20 = v0.fma(m2, a20);
            var m3 = FloatVector.broadcast(SPECIES, matrix[row3 + t]);
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
