package org.scratchcnn.kernel.lanes.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The sum of the images' outer products, for some output features and some vectors of input features (ROWS
 * × COLUMNS, of which the first {@code rows} are written): each lane computes
 *
 * <pre>{@code
 * for (int i = 0; i < ROWS; i++) {
 *     for (int j = 0; j < COLUMNS; j++) {
 *         float sum = 0;
 *         for (int image = 0; image < images; image++) {
 *             sum += dy[dyAt + image * ROWS + i] * x[xAt + image * xImage + j * LANES];
 *         }
 *         sums[at + i * sumsRow + j * LANES] += sum;
 *     }
 * }
 * }</pre>
 *
 * <p>with the loops over i and j unrolled, so that each sum is a variable. Generated; to be renewed by
 *
 * <pre>{@code java scratch-cnn/src/test/java/org/scratchcnn/kernel/generator/TileGenerator.java}</pre>
 */
final class OuterProductTiles {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private OuterProductTiles() {}

    static void tile4x2(
            float[] dy,
            int dyAt,
            float[] x,
            int xAt,
            int xImage,
            int images,
            float[] sums,
            int at,
            int sumsRow,
            int rows) {
        var a00 = FloatVector.zero(SPECIES);
        var a01 = FloatVector.zero(SPECIES);
        var a10 = FloatVector.zero(SPECIES);
        var a11 = FloatVector.zero(SPECIES);
        var a20 = FloatVector.zero(SPECIES);
        var a21 = FloatVector.zero(SPECIES);
        var a30 = FloatVector.zero(SPECIES);
        var a31 = FloatVector.zero(SPECIES);
        for (int image = 0; image < images; image++) {
            int right = xAt + image * xImage;
            int left = dyAt + image * 4;
            var x0 = FloatVector.fromArray(SPECIES, x, right);
            var x1 = FloatVector.fromArray(SPECIES, x, right + LANES);
            var dy0 = FloatVector.broadcast(SPECIES, dy[left]);
            a00 = x0.fma(dy0, a00);
            a01 = x1.fma(dy0, a01);
            var dy1 = FloatVector.broadcast(SPECIES, dy[left + 1]);
            a10 = x0.fma(dy1, a10);
            a11 = x1.fma(dy1, a11);
            var dy2 = FloatVector.broadcast(SPECIES, dy[left + 2]);
            a20 = x0.fma(dy2, a20);
            a21 = x1.fma(dy2, a21);
            var dy3 = FloatVector.broadcast(SPECIES, dy[left + 3]);
            a30 = x0.fma(dy3, a30);
            a31 = x1.fma(dy3, a31);
        }
        int to = at;
        FloatVector.fromArray(SPECIES, sums, to).add(a00).intoArray(sums, to);
        FloatVector.fromArray(SPECIES, sums, to + LANES).add(a01).intoArray(sums, to + LANES);
        if (rows > 1) {
            to += sumsRow;
            FloatVector.fromArray(SPECIES, sums, to).add(a10).intoArray(sums, to);
            FloatVector.fromArray(SPECIES, sums, to + LANES).add(a11).intoArray(sums, to + LANES);
        }
        if (rows > 2) {
            to += sumsRow;
            FloatVector.fromArray(SPECIES, sums, to).add(a20).intoArray(sums, to);
            FloatVector.fromArray(SPECIES, sums, to + LANES).add(a21).intoArray(sums, to + LANES);
        }
        if (rows > 3) {
            to += sumsRow;
            FloatVector.fromArray(SPECIES, sums, to).add(a30).intoArray(sums, to);
            FloatVector.fromArray(SPECIES, sums, to + LANES).add(a31).intoArray(sums, to + LANES);
        }
    }
}
