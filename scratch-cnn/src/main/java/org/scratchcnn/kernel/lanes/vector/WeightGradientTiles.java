package org.scratchcnn.kernel.lanes.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.scratchcnn.kernel.lanes.WeightGradientLoop.Pixels;

/**
 * Sums over pixels of the output's gradient times the inputs that some taps read, for some output channels
 * and some taps (ROWS × COLUMNS): each lane computes
 *
 * <pre>{@code
 * for (int i = 0; i < ROWS; i++) {
 *     for (int j = 0; j < COLUMNS; j++) {
 *         float sum = 0;
 *         for (int row = firstRow; row < endRow; row++) {
 *             for (int column = 0; column < columns; column++) {
 *                 sum += dy[dyAt[dyFrom + i] + row * dyRow + column * LANES]
 *                         * x[xAt[xFrom + j] + row * xRow + column * xColumn];
 *             }
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
final class WeightGradientTiles {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    private WeightGradientTiles() {}

    static void tile4x3(
            Pixels pixels,
            int firstRow,
            int endRow,
            float[] dy,
            int[] dyAt,
            int dyFrom,
            float[] x,
            int[] xAt,
            int xFrom,
            float[] sums,
            int at) {
        int columns = pixels.columns();
        int xStep = pixels.xColumn();
        int dy0At = dyAt[dyFrom];
        int dy1At = dyAt[dyFrom + 1];
        int dy2At = dyAt[dyFrom + 2];
        int dy3At = dyAt[dyFrom + 3];
        int x0At = xAt[xFrom];
        int x1At = xAt[xFrom + 1];
        int x2At = xAt[xFrom + 2];
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
        for (int row = firstRow; row < endRow; row++) {
            int dyRow = row * pixels.dyRow();
            int xRow = row * pixels.xRow();
            for (int column = 0; column < columns; column++) {
                int left = dyRow + column * LANES;
                int right = xRow + column * xStep;
                var x0 = FloatVector.fromArray(SPECIES, x, x0At + right);
                var x1 = FloatVector.fromArray(SPECIES, x, x1At + right);
                var x2 = FloatVector.fromArray(SPECIES, x, x2At + right);
                var dy0 = FloatVector.fromArray(SPECIES, dy, dy0At + left);
                a00 = x0.fma(dy0, a00);
                a01 = x1.fma(dy0, a01);
                a02 = x2.fma(dy0, a02);
                var dy1 = FloatVector.fromArray(SPECIES, dy, dy1At + left);
                a10 = x0.fma(dy1, a10);
                a11 = x1.fma(dy1, a11);
                a12 = x2.fma(dy1, a12);
                var dy2 = FloatVector.fromArray(SPECIES, dy, dy2At + left);
                a20 = x0.fma(dy2, a20);
                a21 = x1.fma(dy2, a21);
                a22 = x2.fma(dy2, a22);
                var dy3 = FloatVector.fromArray(SPECIES, dy, dy3At + left);
                a30 = x0.fma(dy3, a30);
                a31 = x1.fma(dy3, a31);
                a32 = x2.fma(dy3, a32);
            }
        }
        FloatVector.fromArray(SPECIES, sums, at).add(a00).intoArray(sums, at);
        FloatVector.fromArray(SPECIES, sums, at + LANES).add(a01).intoArray(sums, at + LANES);
        FloatVector.fromArray(SPECIES, sums, at + 2 * LANES).add(a02).intoArray(sums, at + 2 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 3 * LANES).add(a10).intoArray(sums, at + 3 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 4 * LANES).add(a11).intoArray(sums, at + 4 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 5 * LANES).add(a12).intoArray(sums, at + 5 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 6 * LANES).add(a20).intoArray(sums, at + 6 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 7 * LANES).add(a21).intoArray(sums, at + 7 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 8 * LANES).add(a22).intoArray(sums, at + 8 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 9 * LANES).add(a30).intoArray(sums, at + 9 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 10 * LANES).add(a31).intoArray(sums, at + 10 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 11 * LANES).add(a32).intoArray(sums, at + 11 * LANES);
    }

    /** For neighbouring taps and stride 1: all distances within a row are constants. */
    static void tile4x3OfNeighbours(
            Pixels pixels,
            int firstRow,
            int endRow,
            float[] dy,
            int[] dyAt,
            int dyFrom,
            float[] x,
            int[] xAt,
            int xFrom,
            float[] sums,
            int at) {
        int columns = pixels.columns();
        int dy0At = dyAt[dyFrom];
        int dy1At = dyAt[dyFrom + 1];
        int dy2At = dyAt[dyFrom + 2];
        int dy3At = dyAt[dyFrom + 3];
        int x0At = xAt[xFrom];
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
        for (int row = firstRow; row < endRow; row++) {
            int dyRow = row * pixels.dyRow();
            int xRow = row * pixels.xRow();
            for (int column = 0; column < columns; column++) {
                int left = dyRow + column * LANES;
                int right = x0At + xRow + column * LANES;
                var x0 = FloatVector.fromArray(SPECIES, x, right);
                var x1 = FloatVector.fromArray(SPECIES, x, right + LANES);
                var x2 = FloatVector.fromArray(SPECIES, x, right + 2 * LANES);
                var dy0 = FloatVector.fromArray(SPECIES, dy, dy0At + left);
                a00 = x0.fma(dy0, a00);
                a01 = x1.fma(dy0, a01);
                a02 = x2.fma(dy0, a02);
                var dy1 = FloatVector.fromArray(SPECIES, dy, dy1At + left);
                a10 = x0.fma(dy1, a10);
                a11 = x1.fma(dy1, a11);
                a12 = x2.fma(dy1, a12);
                var dy2 = FloatVector.fromArray(SPECIES, dy, dy2At + left);
                a20 = x0.fma(dy2, a20);
                a21 = x1.fma(dy2, a21);
                a22 = x2.fma(dy2, a22);
                var dy3 = FloatVector.fromArray(SPECIES, dy, dy3At + left);
                a30 = x0.fma(dy3, a30);
                a31 = x1.fma(dy3, a31);
                a32 = x2.fma(dy3, a32);
            }
        }
        FloatVector.fromArray(SPECIES, sums, at).add(a00).intoArray(sums, at);
        FloatVector.fromArray(SPECIES, sums, at + LANES).add(a01).intoArray(sums, at + LANES);
        FloatVector.fromArray(SPECIES, sums, at + 2 * LANES).add(a02).intoArray(sums, at + 2 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 3 * LANES).add(a10).intoArray(sums, at + 3 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 4 * LANES).add(a11).intoArray(sums, at + 4 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 5 * LANES).add(a12).intoArray(sums, at + 5 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 6 * LANES).add(a20).intoArray(sums, at + 6 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 7 * LANES).add(a21).intoArray(sums, at + 7 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 8 * LANES).add(a22).intoArray(sums, at + 8 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 9 * LANES).add(a30).intoArray(sums, at + 9 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 10 * LANES).add(a31).intoArray(sums, at + 10 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 11 * LANES).add(a32).intoArray(sums, at + 11 * LANES);
    }

    /** The sums of the output's gradient alone. */
    static void sums4(
            Pixels pixels, int firstRow, int endRow, float[] dy, int[] dyAt, int dyFrom, float[] sums, int at) {
        int columns = pixels.columns();
        int dy0At = dyAt[dyFrom];
        int dy1At = dyAt[dyFrom + 1];
        int dy2At = dyAt[dyFrom + 2];
        int dy3At = dyAt[dyFrom + 3];
        var a00 = FloatVector.zero(SPECIES);
        var a10 = FloatVector.zero(SPECIES);
        var a20 = FloatVector.zero(SPECIES);
        var a30 = FloatVector.zero(SPECIES);
        for (int row = firstRow; row < endRow; row++) {
            int dyRow = row * pixels.dyRow();
            for (int column = 0; column < columns; column++) {
                int left = dyRow + column * LANES;
                a00 = a00.add(FloatVector.fromArray(SPECIES, dy, dy0At + left));
                a10 = a10.add(FloatVector.fromArray(SPECIES, dy, dy1At + left));
                a20 = a20.add(FloatVector.fromArray(SPECIES, dy, dy2At + left));
                a30 = a30.add(FloatVector.fromArray(SPECIES, dy, dy3At + left));
            }
        }
        FloatVector.fromArray(SPECIES, sums, at).add(a00).intoArray(sums, at);
        FloatVector.fromArray(SPECIES, sums, at + LANES).add(a10).intoArray(sums, at + LANES);
        FloatVector.fromArray(SPECIES, sums, at + 2 * LANES).add(a20).intoArray(sums, at + 2 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 3 * LANES).add(a30).intoArray(sums, at + 3 * LANES);
    }

    static void tile3x3(
            Pixels pixels,
            int firstRow,
            int endRow,
            float[] dy,
            int[] dyAt,
            int dyFrom,
            float[] x,
            int[] xAt,
            int xFrom,
            float[] sums,
            int at) {
        int columns = pixels.columns();
        int xStep = pixels.xColumn();
        int dy0At = dyAt[dyFrom];
        int dy1At = dyAt[dyFrom + 1];
        int dy2At = dyAt[dyFrom + 2];
        int x0At = xAt[xFrom];
        int x1At = xAt[xFrom + 1];
        int x2At = xAt[xFrom + 2];
        var a00 = FloatVector.zero(SPECIES);
        var a01 = FloatVector.zero(SPECIES);
        var a02 = FloatVector.zero(SPECIES);
        var a10 = FloatVector.zero(SPECIES);
        var a11 = FloatVector.zero(SPECIES);
        var a12 = FloatVector.zero(SPECIES);
        var a20 = FloatVector.zero(SPECIES);
        var a21 = FloatVector.zero(SPECIES);
        var a22 = FloatVector.zero(SPECIES);
        for (int row = firstRow; row < endRow; row++) {
            int dyRow = row * pixels.dyRow();
            int xRow = row * pixels.xRow();
            for (int column = 0; column < columns; column++) {
                int left = dyRow + column * LANES;
                int right = xRow + column * xStep;
                var x0 = FloatVector.fromArray(SPECIES, x, x0At + right);
                var x1 = FloatVector.fromArray(SPECIES, x, x1At + right);
                var x2 = FloatVector.fromArray(SPECIES, x, x2At + right);
                var dy0 = FloatVector.fromArray(SPECIES, dy, dy0At + left);
                a00 = x0.fma(dy0, a00);
                a01 = x1.fma(dy0, a01);
                a02 = x2.fma(dy0, a02);
                var dy1 = FloatVector.fromArray(SPECIES, dy, dy1At + left);
                a10 = x0.fma(dy1, a10);
                a11 = x1.fma(dy1, a11);
                a12 = x2.fma(dy1, a12);
                var dy2 = FloatVector.fromArray(SPECIES, dy, dy2At + left);
                a20 = x0.fma(dy2, a20);
                a21 = x1.fma(dy2, a21);
                a22 = x2.fma(dy2, a22);
            }
        }
        FloatVector.fromArray(SPECIES, sums, at).add(a00).intoArray(sums, at);
        FloatVector.fromArray(SPECIES, sums, at + LANES).add(a01).intoArray(sums, at + LANES);
        FloatVector.fromArray(SPECIES, sums, at + 2 * LANES).add(a02).intoArray(sums, at + 2 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 3 * LANES).add(a10).intoArray(sums, at + 3 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 4 * LANES).add(a11).intoArray(sums, at + 4 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 5 * LANES).add(a12).intoArray(sums, at + 5 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 6 * LANES).add(a20).intoArray(sums, at + 6 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 7 * LANES).add(a21).intoArray(sums, at + 7 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 8 * LANES).add(a22).intoArray(sums, at + 8 * LANES);
    }

    /** For neighbouring taps and stride 1: all distances within a row are constants. */
    static void tile3x3OfNeighbours(
            Pixels pixels,
            int firstRow,
            int endRow,
            float[] dy,
            int[] dyAt,
            int dyFrom,
            float[] x,
            int[] xAt,
            int xFrom,
            float[] sums,
            int at) {
        int columns = pixels.columns();
        int dy0At = dyAt[dyFrom];
        int dy1At = dyAt[dyFrom + 1];
        int dy2At = dyAt[dyFrom + 2];
        int x0At = xAt[xFrom];
        var a00 = FloatVector.zero(SPECIES);
        var a01 = FloatVector.zero(SPECIES);
        var a02 = FloatVector.zero(SPECIES);
        var a10 = FloatVector.zero(SPECIES);
        var a11 = FloatVector.zero(SPECIES);
        var a12 = FloatVector.zero(SPECIES);
        var a20 = FloatVector.zero(SPECIES);
        var a21 = FloatVector.zero(SPECIES);
        var a22 = FloatVector.zero(SPECIES);
        for (int row = firstRow; row < endRow; row++) {
            int dyRow = row * pixels.dyRow();
            int xRow = row * pixels.xRow();
            for (int column = 0; column < columns; column++) {
                int left = dyRow + column * LANES;
                int right = x0At + xRow + column * LANES;
                var x0 = FloatVector.fromArray(SPECIES, x, right);
                var x1 = FloatVector.fromArray(SPECIES, x, right + LANES);
                var x2 = FloatVector.fromArray(SPECIES, x, right + 2 * LANES);
                var dy0 = FloatVector.fromArray(SPECIES, dy, dy0At + left);
                a00 = x0.fma(dy0, a00);
                a01 = x1.fma(dy0, a01);
                a02 = x2.fma(dy0, a02);
                var dy1 = FloatVector.fromArray(SPECIES, dy, dy1At + left);
                a10 = x0.fma(dy1, a10);
                a11 = x1.fma(dy1, a11);
                a12 = x2.fma(dy1, a12);
                var dy2 = FloatVector.fromArray(SPECIES, dy, dy2At + left);
                a20 = x0.fma(dy2, a20);
                a21 = x1.fma(dy2, a21);
                a22 = x2.fma(dy2, a22);
            }
        }
        FloatVector.fromArray(SPECIES, sums, at).add(a00).intoArray(sums, at);
        FloatVector.fromArray(SPECIES, sums, at + LANES).add(a01).intoArray(sums, at + LANES);
        FloatVector.fromArray(SPECIES, sums, at + 2 * LANES).add(a02).intoArray(sums, at + 2 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 3 * LANES).add(a10).intoArray(sums, at + 3 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 4 * LANES).add(a11).intoArray(sums, at + 4 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 5 * LANES).add(a12).intoArray(sums, at + 5 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 6 * LANES).add(a20).intoArray(sums, at + 6 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 7 * LANES).add(a21).intoArray(sums, at + 7 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 8 * LANES).add(a22).intoArray(sums, at + 8 * LANES);
    }

    /** The sums of the output's gradient alone. */
    static void sums3(
            Pixels pixels, int firstRow, int endRow, float[] dy, int[] dyAt, int dyFrom, float[] sums, int at) {
        int columns = pixels.columns();
        int dy0At = dyAt[dyFrom];
        int dy1At = dyAt[dyFrom + 1];
        int dy2At = dyAt[dyFrom + 2];
        var a00 = FloatVector.zero(SPECIES);
        var a10 = FloatVector.zero(SPECIES);
        var a20 = FloatVector.zero(SPECIES);
        for (int row = firstRow; row < endRow; row++) {
            int dyRow = row * pixels.dyRow();
            for (int column = 0; column < columns; column++) {
                int left = dyRow + column * LANES;
                a00 = a00.add(FloatVector.fromArray(SPECIES, dy, dy0At + left));
                a10 = a10.add(FloatVector.fromArray(SPECIES, dy, dy1At + left));
                a20 = a20.add(FloatVector.fromArray(SPECIES, dy, dy2At + left));
            }
        }
        FloatVector.fromArray(SPECIES, sums, at).add(a00).intoArray(sums, at);
        FloatVector.fromArray(SPECIES, sums, at + LANES).add(a10).intoArray(sums, at + LANES);
        FloatVector.fromArray(SPECIES, sums, at + 2 * LANES).add(a20).intoArray(sums, at + 2 * LANES);
    }
}
