package org.scratchcnn.kernel.lanes.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Some rows of a matrix times the features of some blocks of images (ROWS × COLUMNS, of which the first
 * {@code rows} are written): each lane computes
 *
 * <pre>{@code
 * for (int i = 0; i < ROWS; i++) {
 *     for (int j = 0; j < COLUMNS; j++) {
 *         float sum = 0;
 *         for (int t = 0; t < count; t++) {
 *             sum += matrix[matrixAt + i * matrixRow + t * matrixTerm] * x[j][xAt + t * LANES];
 *         }
 *         y[j][yAt + i * LANES] += sum;
 *     }
 * }
 * }</pre>
 *
 * <p>with the loops over i and j unrolled, so that each sum is a variable. Generated; to be renewed by
 *
 * <pre>{@code java scratch-cnn/src/test/java/org/scratchcnn/kernel/generator/TileGenerator.java}</pre>
 */
final class DenseTiles {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private DenseTiles() {}

    static void tile8x2(
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
        int row4 = matrixAt + Math.min(4, rows - 1) * matrixRow;
        int row5 = matrixAt + Math.min(5, rows - 1) * matrixRow;
        int row6 = matrixAt + Math.min(6, rows - 1) * matrixRow;
        int row7 = matrixAt + Math.min(7, rows - 1) * matrixRow;
        var a00 = FloatVector.zero(SPECIES);
        var a01 = FloatVector.zero(SPECIES);
        var a10 = FloatVector.zero(SPECIES);
        var a11 = FloatVector.zero(SPECIES);
        var a20 = FloatVector.zero(SPECIES);
        var a21 = FloatVector.zero(SPECIES);
        var a30 = FloatVector.zero(SPECIES);
        var a31 = FloatVector.zero(SPECIES);
        var a40 = FloatVector.zero(SPECIES);
        var a41 = FloatVector.zero(SPECIES);
        var a50 = FloatVector.zero(SPECIES);
        var a51 = FloatVector.zero(SPECIES);
        var a60 = FloatVector.zero(SPECIES);
        var a61 = FloatVector.zero(SPECIES);
        var a70 = FloatVector.zero(SPECIES);
        var a71 = FloatVector.zero(SPECIES);
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
            var m4 = FloatVector.broadcast(SPECIES, matrix[row4 + term]);
            a40 = v0.fma(m4, a40);
            a41 = v1.fma(m4, a41);
            var m5 = FloatVector.broadcast(SPECIES, matrix[row5 + term]);
            a50 = v0.fma(m5, a50);
            a51 = v1.fma(m5, a51);
            var m6 = FloatVector.broadcast(SPECIES, matrix[row6 + term]);
            a60 = v0.fma(m6, a60);
            a61 = v1.fma(m6, a61);
            var m7 = FloatVector.broadcast(SPECIES, matrix[row7 + term]);
            a70 = v0.fma(m7, a70);
            a71 = v1.fma(m7, a71);
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
        if (rows > 4) {
            FloatVector.fromArray(SPECIES, y0, yAt + 4 * LANES).add(a40).intoArray(y0, yAt + 4 * LANES);
            FloatVector.fromArray(SPECIES, y1, yAt + 4 * LANES).add(a41).intoArray(y1, yAt + 4 * LANES);
        }
        if (rows > 5) {
            FloatVector.fromArray(SPECIES, y0, yAt + 5 * LANES).add(a50).intoArray(y0, yAt + 5 * LANES);
            FloatVector.fromArray(SPECIES, y1, yAt + 5 * LANES).add(a51).intoArray(y1, yAt + 5 * LANES);
        }
        if (rows > 6) {
            FloatVector.fromArray(SPECIES, y0, yAt + 6 * LANES).add(a60).intoArray(y0, yAt + 6 * LANES);
            FloatVector.fromArray(SPECIES, y1, yAt + 6 * LANES).add(a61).intoArray(y1, yAt + 6 * LANES);
        }
        if (rows > 7) {
            FloatVector.fromArray(SPECIES, y0, yAt + 7 * LANES).add(a70).intoArray(y0, yAt + 7 * LANES);
            FloatVector.fromArray(SPECIES, y1, yAt + 7 * LANES).add(a71).intoArray(y1, yAt + 7 * LANES);
        }
    }

    static void tile8x1(
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
        int row4 = matrixAt + Math.min(4, rows - 1) * matrixRow;
        int row5 = matrixAt + Math.min(5, rows - 1) * matrixRow;
        int row6 = matrixAt + Math.min(6, rows - 1) * matrixRow;
        int row7 = matrixAt + Math.min(7, rows - 1) * matrixRow;
        var a00 = FloatVector.zero(SPECIES);
        var a10 = FloatVector.zero(SPECIES);
        var a20 = FloatVector.zero(SPECIES);
        var a30 = FloatVector.zero(SPECIES);
        var a40 = FloatVector.zero(SPECIES);
        var a50 = FloatVector.zero(SPECIES);
        var a60 = FloatVector.zero(SPECIES);
        var a70 = FloatVector.zero(SPECIES);
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
            var m4 = FloatVector.broadcast(SPECIES, matrix[row4 + term]);
            a40 = v0.fma(m4, a40);
            var m5 = FloatVector.broadcast(SPECIES, matrix[row5 + term]);
            a50 = v0.fma(m5, a50);
            var m6 = FloatVector.broadcast(SPECIES, matrix[row6 + term]);
            a60 = v0.fma(m6, a60);
            var m7 = FloatVector.broadcast(SPECIES, matrix[row7 + term]);
            a70 = v0.fma(m7, a70);
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
        if (rows > 4) {
            FloatVector.fromArray(SPECIES, y0, yAt + 4 * LANES).add(a40).intoArray(y0, yAt + 4 * LANES);
        }
        if (rows > 5) {
            FloatVector.fromArray(SPECIES, y0, yAt + 5 * LANES).add(a50).intoArray(y0, yAt + 5 * LANES);
        }
        if (rows > 6) {
            FloatVector.fromArray(SPECIES, y0, yAt + 6 * LANES).add(a60).intoArray(y0, yAt + 6 * LANES);
        }
        if (rows > 7) {
            FloatVector.fromArray(SPECIES, y0, yAt + 7 * LANES).add(a70).intoArray(y0, yAt + 7 * LANES);
        }
    }

    static void tile4x2(
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

    static void tile4x1(
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
