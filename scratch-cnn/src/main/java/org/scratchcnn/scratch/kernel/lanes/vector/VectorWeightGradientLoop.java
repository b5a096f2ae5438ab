package org.scratchcnn.scratch.kernel.lanes.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.scratchcnn.scratch.kernel.lanes.WeightGradientLoop;

/** A convolution's gradient by weights with vectors: four output channels by three taps. */
final class VectorWeightGradientLoop implements WeightGradientLoop {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    @Override
    public void addProducts(
            float[] dy,
            int[] dyAt,
            int dyFrom,
            int[] dyPixels,
            float[] x,
            int[] xAt,
            int xFrom,
            int[] xPixels,
            int first,
            int end,
            float[] sums,
            int at) {
        int dyAt0 = dyAt[dyFrom + 0];
        int dyAt1 = dyAt[dyFrom + 1];
        int dyAt2 = dyAt[dyFrom + 2];
        int dyAt3 = dyAt[dyFrom + 3];
        int xAt0 = xAt[xFrom + 0];
        int xAt1 = xAt[xFrom + 1];
        int xAt2 = xAt[xFrom + 2];
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
        for (int pixel = first; pixel < end; pixel++) {
            int xPixel = xPixels[pixel];
            int dyPixel = dyPixels[pixel];
            var x0 = FloatVector.fromArray(SPECIES, x, xAt0 + xPixel);
            var x1 = FloatVector.fromArray(SPECIES, x, xAt1 + xPixel);
            var x2 = FloatVector.fromArray(SPECIES, x, xAt2 + xPixel);
            var dy0 = FloatVector.fromArray(SPECIES, dy, dyAt0 + dyPixel);
            a00 = x0.fma(dy0, a00);
            a01 = x1.fma(dy0, a01);
            a02 = x2.fma(dy0, a02);
            var dy1 = FloatVector.fromArray(SPECIES, dy, dyAt1 + dyPixel);
            a10 = x0.fma(dy1, a10);
            a11 = x1.fma(dy1, a11);
            a12 = x2.fma(dy1, a12);
            var dy2 = FloatVector.fromArray(SPECIES, dy, dyAt2 + dyPixel);
            a20 = x0.fma(dy2, a20);
            a21 = x1.fma(dy2, a21);
            a22 = x2.fma(dy2, a22);
            var dy3 = FloatVector.fromArray(SPECIES, dy, dyAt3 + dyPixel);
            a30 = x0.fma(dy3, a30);
            a31 = x1.fma(dy3, a31);
            a32 = x2.fma(dy3, a32);
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

    @Override
    public void addPixels(
            float[] dy, int[] dyAt, int dyFrom, int[] dyPixels, int first, int end, float[] sums, int at) {
        int dyAt0 = dyAt[dyFrom + 0];
        int dyAt1 = dyAt[dyFrom + 1];
        int dyAt2 = dyAt[dyFrom + 2];
        int dyAt3 = dyAt[dyFrom + 3];
        var a0 = FloatVector.zero(SPECIES);
        var a1 = FloatVector.zero(SPECIES);
        var a2 = FloatVector.zero(SPECIES);
        var a3 = FloatVector.zero(SPECIES);
        for (int pixel = first; pixel < end; pixel++) {
            int dyPixel = dyPixels[pixel];
            a0 = a0.add(FloatVector.fromArray(SPECIES, dy, dyAt0 + dyPixel));
            a1 = a1.add(FloatVector.fromArray(SPECIES, dy, dyAt1 + dyPixel));
            a2 = a2.add(FloatVector.fromArray(SPECIES, dy, dyAt2 + dyPixel));
            a3 = a3.add(FloatVector.fromArray(SPECIES, dy, dyAt3 + dyPixel));
        }
        FloatVector.fromArray(SPECIES, sums, at).add(a0).intoArray(sums, at);
        FloatVector.fromArray(SPECIES, sums, at + LANES).add(a1).intoArray(sums, at + LANES);
        FloatVector.fromArray(SPECIES, sums, at + 2 * LANES).add(a2).intoArray(sums, at + 2 * LANES);
        FloatVector.fromArray(SPECIES, sums, at + 3 * LANES).add(a3).intoArray(sums, at + 3 * LANES);
    }
}
