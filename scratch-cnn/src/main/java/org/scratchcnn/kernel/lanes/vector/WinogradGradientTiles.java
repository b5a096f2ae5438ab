package org.scratchcnn.kernel.lanes.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums over tiles of transformed gradients times transformed inputs, for some output and some input channels
 * (ROWS × COLUMNS): each lane computes
 *
 * <pre>{@code
 * for (int i = 0; i < ROWS; i++) {
 *     for (int j = 0; j < COLUMNS; j++) {
 *         float sum = 0;
 *         for (int tile = 0; tile < tiles; tile++) {
 *             sum += e[eAt + i * channel + tile * LANES] * d[dAt + j * channel + tile * LANES];
 *         }
 *         sums[at + (i * COLUMNS + j) * LANES] += sum;
 *     }
 * }
 * }</pre>
 *
 * <p>with the loops over i and j unrolled, so that each sum is a variable. Generated; to be renewed by
 *
 * <pre>{@code java scratch-cnn/src/test/java/org/scratchcnn/kernel/generator/TileGenerator.java}</pre>
 */
final class WinogradGradientTiles {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private WinogradGradientTiles() {}

    static void tile4x4(float[] e, int eAt, float[] d, int dAt, int channel, int tiles, float[] sums, int at) {
        var a00 = FloatVector.zero(SPECIES);
        var a01 = FloatVector.zero(SPECIES);
        var a02 = FloatVector.zero(SPECIES);
        var a03 = FloatVector.zero(SPECIES);
        var a10 = FloatVector.zero(SPECIES);
        var a11 = FloatVector.zero(SPECIES);
        var a12 = FloatVector.zero(SPECIES);
        var a13 = FloatVector.zero(SPECIES);
        var a20 = FloatVector.zero(SPECIES);
        var a21 = FloatVector.zero(SPECIES);
        var a22 = FloatVector.zero(SPECIES);
        var a23 = FloatVector.zero(SPECIES);
        var a30 = FloatVector.zero(SPECIES);
        var a31 = FloatVector.zero(SPECIES);
        var a32 = FloatVector.zero(SPECIES);
        var a33 = FloatVector.zero(SPECIES);
        for (int tile = 0; tile < tiles; tile++) {
            int x = dAt + tile * LANES;
            int y = eAt + tile * LANES;
            var d0 = FloatVector.fromArray(SPECIES, d, x);
            var d1 = FloatVector.fromArray(SPECIES, d, x + channel);
            var d2 = FloatVector.fromArray(SPECIES, d, x + 2 * channel);
            var d3 = FloatVector.fromArray(SPECIES, d, x + 3 * channel);
            var e0 = FloatVector.fromArray(SPECIES, e, y);
            a00 = d0.fma(e0, a00);
            a01 = d1.fma(e0, a01);
            a02 = d2.fma(e0, a02);
            a03 = d3.fma(e0, a03);
            var e1 = FloatVector.fromArray(SPECIES, e, y + channel);
            a10 = d0.fma(e1, a10);
            a11 = d1.fma(e1, a11);
            a12 = d2.fma(e1, a12);
            a13 = d3.fma(e1, a13);
            var e2 = FloatVector.fromArray(SPECIES, e, y + 2 * channel);
            a20 = d0.fma(e2, a20);
            a21 = d1.fma(e2, a21);
            a22 = d2.fma(e2, a22);
            a23 = d3.fma(e2, a23);
            var e3 = FloatVector.fromArray(SPECIES, e, y + 3 * channel);
            a30 = d0.fma(e3, a30);
            a31 = d1.fma(e3, a31);
            a32 = d2.fma(e3, a32);
            a33 = d3.fma(e3, a33);
        }
        FloatVector.fromArray(SPECIES, sums, at).add(a00).intoArray(sums, at);
        FloatVector.fromArray(SPECIES, sums, at + LANES).add(a01).intoArray(sums, at + LANES);
        FloatVector.fromArray(SPECIES, sums, at + 2 * LANES).add(a02).intoArray(sums, at + 2 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 3 * LANES).add(a03).intoArray(sums, at + 3 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 4 * LANES).add(a10).intoArray(sums, at + 4 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 5 * LANES).add(a11).intoArray(sums, at + 5 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 6 * LANES).add(a12).intoArray(sums, at + 6 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 7 * LANES).add(a13).intoArray(sums, at + 7 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 8 * LANES).add(a20).intoArray(sums, at + 8 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 9 * LANES).add(a21).intoArray(sums, at + 9 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 10 * LANES).add(a22).intoArray(sums, at + 10 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 11 * LANES).add(a23).intoArray(sums, at + 11 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 12 * LANES).add(a30).intoArray(sums, at + 12 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 13 * LANES).add(a31).intoArray(sums, at + 13 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 14 * LANES).add(a32).intoArray(sums, at + 14 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 15 * LANES).add(a33).intoArray(sums, at + 15 * LANES);
    }

    static void tile4x2(float[] e, int eAt, float[] d, int dAt, int channel, int tiles, float[] sums, int at) {
        var a00 = FloatVector.zero(SPECIES);
        var a01 = FloatVector.zero(SPECIES);
        var a10 = FloatVector.zero(SPECIES);
        var a11 = FloatVector.zero(SPECIES);
        var a20 = FloatVector.zero(SPECIES);
        var a21 = FloatVector.zero(SPECIES);
        var a30 = FloatVector.zero(SPECIES);
        var a31 = FloatVector.zero(SPECIES);
        for (int tile = 0; tile < tiles; tile++) {
            int x = dAt + tile * LANES;
            int y = eAt + tile * LANES;
            var d0 = FloatVector.fromArray(SPECIES, d, x);
            var d1 = FloatVector.fromArray(SPECIES, d, x + channel);
            var e0 = FloatVector.fromArray(SPECIES, e, y);
            a00 = d0.fma(e0, a00);
            a01 = d1.fma(e0, a01);
            var e1 = FloatVector.fromArray(SPECIES, e, y + channel);
            a10 = d0.fma(e1, a10);
            a11 = d1.fma(e1, a11);
            var e2 = FloatVector.fromArray(SPECIES, e, y + 2 * channel);
            a20 = d0.fma(e2, a20);
            a21 = d1.fma(e2, a21);
            var e3 = FloatVector.fromArray(SPECIES, e, y + 3 * channel);
            a30 = d0.fma(e3, a30);
            a31 = d1.fma(e3, a31);
        }
        FloatVector.fromArray(SPECIES, sums, at).add(a00).intoArray(sums, at);
        FloatVector.fromArray(SPECIES, sums, at + LANES).add(a01).intoArray(sums, at + LANES);
        FloatVector.fromArray(SPECIES, sums, at + 2 * LANES).add(a10).intoArray(sums, at + 2 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 3 * LANES).add(a11).intoArray(sums, at + 3 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 4 * LANES).add(a20).intoArray(sums, at + 4 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 5 * LANES).add(a21).intoArray(sums, at + 5 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 6 * LANES).add(a30).intoArray(sums, at + 6 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 7 * LANES).add(a31).intoArray(sums, at + 7 * LANES);
    }
}
