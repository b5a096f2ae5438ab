package org.scratchcnn.kernel.textbook.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The micro-kernel of a matrix multiplication: a tile of C, ROWS × COLUMNS vectors, from rows of A, which
 * begin at FROM[i], and a panel of B. Each lane computes
 *
 * <pre>{@code
 * for (int i = 0; i < ROWS; i++) {
 *     for (int j = 0; j < COLUMNS; j++) {
 *         float sum = 0;
 *         for (int k = 0; k < depth; k++) {
 *             sum += a[FROM[i] + k * stride] * panels[panel + (k * COLUMNS + j) * LANES];
 *         }
 *         int to = cOffset + i * cStride + j * LANES;
 *         c[to] = accumulate ? c[to] + sum : sum;
 *     }
 * }
 * }</pre>
 *
 * <p>with the loops over i and j unrolled, so that each sum is a variable. Generated; to be renewed by
 *
 * <pre>{@code java scratch-cnn/src/test/java/org/scratchcnn/kernel/generator/TileGenerator.java}</pre>
 */
final class MatrixMultiplyTiles {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private MatrixMultiplyTiles() {}

    static void tile4x2(
            int depth,
            float[] a,
            int from0,
            int from1,
            int from2,
            int from3,
            int stride,
            float[] panels,
            int panel,
            float[] c,
            int cOffset,
            int cStride,
            boolean accumulate) {
        var a00 = FloatVector.zero(SPECIES);
        var a01 = FloatVector.zero(SPECIES);
        var a10 = FloatVector.zero(SPECIES);
        var a11 = FloatVector.zero(SPECIES);
        var a20 = FloatVector.zero(SPECIES);
        var a21 = FloatVector.zero(SPECIES);
        var a30 = FloatVector.zero(SPECIES);
        var a31 = FloatVector.zero(SPECIES);
        for (int k = 0; k < depth; k++) {
            int left = k * stride;
            int right = panel + k * 2 * LANES;
            var b0 = FloatVector.fromArray(SPECIES, panels, right);
            var b1 = FloatVector.fromArray(SPECIES, panels, right + LANES);
            var f0 = FloatVector.broadcast(SPECIES, a[from0 + left]);
            a00 = b0.fma(f0, a00);
            a01 = b1.fma(f0, a01);
            var f1 = FloatVector.broadcast(SPECIES, a[from1 + left]);
            a10 = b0.fma(f1, a10);
            a11 = b1.fma(f1, a11);
            var f2 = FloatVector.broadcast(SPECIES, a[from2 + left]);
            a20 = b0.fma(f2, a20);
            a21 = b1.fma(f2, a21);
            var f3 = FloatVector.broadcast(SPECIES, a[from3 + left]);
            a30 = b0.fma(f3, a30);
            a31 = b1.fma(f3, a31);
        }
        int row1 = cOffset + cStride;
        int row2 = row1 + cStride;
        int row3 = row2 + cStride;
        if (accumulate) {
            a00 = a00.add(FloatVector.fromArray(SPECIES, c, cOffset));
            a01 = a01.add(FloatVector.fromArray(SPECIES, c, cOffset + LANES));
            a10 = a10.add(FloatVector.fromArray(SPECIES, c, row1));
            a11 = a11.add(FloatVector.fromArray(SPECIES, c, row1 + LANES));
            a20 = a20.add(FloatVector.fromArray(SPECIES, c, row2));
            a21 = a21.add(FloatVector.fromArray(SPECIES, c, row2 + LANES));
            a30 = a30.add(FloatVector.fromArray(SPECIES, c, row3));
            a31 = a31.add(FloatVector.fromArray(SPECIES, c, row3 + LANES));
        }
        a00.intoArray(c, cOffset);
        a01.intoArray(c, cOffset + LANES);
        a10.intoArray(c, row1);
        a11.intoArray(c, row1 + LANES);
        a20.intoArray(c, row2);
        a21.intoArray(c, row2 + LANES);
        a30.intoArray(c, row3);
        a31.intoArray(c, row3 + LANES);
    }
}
