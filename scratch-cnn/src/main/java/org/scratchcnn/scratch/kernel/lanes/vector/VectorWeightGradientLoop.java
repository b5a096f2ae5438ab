package org.scratchcnn.scratch.kernel.lanes.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.scratchcnn.scratch.kernel.lanes.WeightGradientLoop;

/**
 * A convolution's gradient by weights with vectors: three output channels by three taps. These nine sums, three values
 * of x and one of dy leave C2 a few of AVX2's sixteen registers to schedule with; with four channels it spills.
 */
final class VectorWeightGradientLoop implements WeightGradientLoop {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    @Override
    public void addProducts(
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
        int dy0 = dyAt[dyFrom];
        int dy1 = dyAt[dyFrom + 1];
        int dy2 = dyAt[dyFrom + 2];
        int x0 = xAt[xFrom];
        int x1 = xAt[xFrom + 1];
        int x2 = xAt[xFrom + 2];
        if (pixels.xColumn() == LANES && x1 == x0 + LANES && x2 == x1 + LANES) {
            addRowOfTaps(pixels, firstRow, endRow, dy, dy0, dy1, dy2, x, x0, sums, at);
        } else {
            addTaps(pixels, firstRow, endRow, dy, dy0, dy1, dy2, x, x0, x1, x2, sums, at);
        }
    }

    /** Neighbouring taps and stride 1, as in every row of a kernel of 3×3: all distances are constants. */
    private static void addRowOfTaps(
            Pixels pixels,
            int firstRow,
            int endRow,
            float[] dy,
            int dy0At,
            int dy1At,
            int dy2At,
            float[] x,
            int x0At,
            float[] sums,
            int at) {
        int columns = pixels.columns();
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
                int dyColumn = dyRow + column * LANES;
                int xColumn = x0At + xRow + column * LANES;
                var x0 = FloatVector.fromArray(SPECIES, x, xColumn);
                var x1 = FloatVector.fromArray(SPECIES, x, xColumn + LANES);
                var x2 = FloatVector.fromArray(SPECIES, x, xColumn + 2 * LANES);
                var dy0 = FloatVector.fromArray(SPECIES, dy, dy0At + dyColumn);
                a00 = x0.fma(dy0, a00);
                a01 = x1.fma(dy0, a01);
                a02 = x2.fma(dy0, a02);
                var dy1 = FloatVector.fromArray(SPECIES, dy, dy1At + dyColumn);
                a10 = x0.fma(dy1, a10);
                a11 = x1.fma(dy1, a11);
                a12 = x2.fma(dy1, a12);
                var dy2 = FloatVector.fromArray(SPECIES, dy, dy2At + dyColumn);
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

    /** Any taps; the same as above but for the distances, since a method that both called would not be inlined. */
    private static void addTaps(
            Pixels pixels,
            int firstRow,
            int endRow,
            float[] dy,
            int dy0At,
            int dy1At,
            int dy2At,
            float[] x,
            int x0At,
            int x1At,
            int x2At,
            float[] sums,
            int at) {
        int columns = pixels.columns();
        int xStep = pixels.xColumn();
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
                int dyColumn = dyRow + column * LANES;
                int xColumn = xRow + column * xStep;
                var x0 = FloatVector.fromArray(SPECIES, x, x0At + xColumn);
                var x1 = FloatVector.fromArray(SPECIES, x, x1At + xColumn);
                var x2 = FloatVector.fromArray(SPECIES, x, x2At + xColumn);
                var dy0 = FloatVector.fromArray(SPECIES, dy, dy0At + dyColumn);
                a00 = x0.fma(dy0, a00);
                a01 = x1.fma(dy0, a01);
                a02 = x2.fma(dy0, a02);
                var dy1 = FloatVector.fromArray(SPECIES, dy, dy1At + dyColumn);
                a10 = x0.fma(dy1, a10);
                a11 = x1.fma(dy1, a11);
                a12 = x2.fma(dy1, a12);
                var dy2 = FloatVector.fromArray(SPECIES, dy, dy2At + dyColumn);
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

    @Override
    public void addPixels(
            Pixels pixels, int firstRow, int endRow, float[] dy, int[] dyAt, int dyFrom, float[] sums, int at) {
        int columns = pixels.columns();
        int dy0At = dyAt[dyFrom];
        int dy1At = dyAt[dyFrom + 1];
        int dy2At = dyAt[dyFrom + 2];
        var a0 = FloatVector.zero(SPECIES);
        var a1 = FloatVector.zero(SPECIES);
        var a2 = FloatVector.zero(SPECIES);
        for (int row = firstRow; row < endRow; row++) {
            int dyRow = row * pixels.dyRow();
            for (int column = 0; column < columns; column++) {
                int dyColumn = dyRow + column * LANES;
                a0 = a0.add(FloatVector.fromArray(SPECIES, dy, dy0At + dyColumn));
                a1 = a1.add(FloatVector.fromArray(SPECIES, dy, dy1At + dyColumn));
                a2 = a2.add(FloatVector.fromArray(SPECIES, dy, dy2At + dyColumn));
            }
        }
        FloatVector.fromArray(SPECIES, sums, at).add(a0).intoArray(sums, at);
        FloatVector.fromArray(SPECIES, sums, at + LANES).add(a1).intoArray(sums, at + LANES);
        FloatVector.fromArray(SPECIES, sums, at + 2 * LANES).add(a2).intoArray(sums, at + 2 * LANES);
    }
}
