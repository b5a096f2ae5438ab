package org.scratchcnn.kernel.lanes.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums over channels of transformed weights times transformed values, for some output channels and groups of
 * neighbouring tiles (ROWS × COLUMNS): each lane computes
 *
 * <pre>{@code
 * for (int tile = 0; tile < tiles; tile += COLUMNS) {
 *     for (int i = 0; i < ROWS; i++) {
 *         for (int j = 0; j < COLUMNS; j++) {
 *             float sum = 0;
 *             for (int c = 0; c < channels; c++) {
 *                 sum += u[uAt + c * ROWS + i] * v[vAt + c * channel + (tile + j) * LANES];
 *             }
 *             m[mAt + i * channel + (tile + j) * LANES] = sum;
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>with the loops over i and j unrolled, so that each sum is a variable. Generated; to be renewed by
 *
 * <pre>{@code java scratch-cnn/src/test/java/org/scratchcnn/kernel/generator/TileGenerator.java}</pre>
 */
final class WinogradProductTiles {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private WinogradProductTiles() {}

    static void tile4x2(
            float[] u, int uAt, int channels, float[] v, int vAt, int channel, int tiles, float[] m, int mAt) {
        for (int tile = 0; tile < tiles; tile += 2) {
            int from = vAt + tile * LANES;
            var a00 = FloatVector.zero(SPECIES);
            var a01 = FloatVector.zero(SPECIES);
            var a10 = FloatVector.zero(SPECIES);
            var a11 = FloatVector.zero(SPECIES);
            var a20 = FloatVector.zero(SPECIES);
            var a21 = FloatVector.zero(SPECIES);
            var a30 = FloatVector.zero(SPECIES);
            var a31 = FloatVector.zero(SPECIES);
            for (int c = 0; c < channels; c++) {
                int x = from + c * channel;
                int w = uAt + c * 4;
                var x0 = FloatVector.fromArray(SPECIES, v, x);
                var x1 = FloatVector.fromArray(SPECIES, v, x + LANES);
                var u0 = FloatVector.broadcast(SPECIES, u[w]);
                a00 = x0.fma(u0, a00);
                a01 = x1.fma(u0, a01);
                var u1 = FloatVector.broadcast(SPECIES, u[w + 1]);
                a10 = x0.fma(u1, a10);
                a11 = x1.fma(u1, a11);
                var u2 = FloatVector.broadcast(SPECIES, u[w + 2]);
                a20 = x0.fma(u2, a20);
                a21 = x1.fma(u2, a21);
                var u3 = FloatVector.broadcast(SPECIES, u[w + 3]);
                a30 = x0.fma(u3, a30);
                a31 = x1.fma(u3, a31);
            }
            int y = mAt + tile * LANES;
            a00.intoArray(m, y);
            a01.intoArray(m, y + LANES);
            y += channel;
            a10.intoArray(m, y);
            a11.intoArray(m, y + LANES);
            y += channel;
            a20.intoArray(m, y);
            a21.intoArray(m, y + LANES);
            y += channel;
            a30.intoArray(m, y);
            a31.intoArray(m, y + LANES);
        }
    }
}
