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
        int first = xAt[xFrom];
        if (pixels.xColumn() == LANES && xAt[xFrom + 1] == first + LANES && xAt[xFrom + 2] == first + 2 * LANES) {
            WeightGradientTiles.tile3x3OfNeighbours(
                    pixels, firstRow, endRow, dy, dyAt, dyFrom, x, xAt, xFrom, sums, at);
        } else {
            WeightGradientTiles.tile3x3(pixels, firstRow, endRow, dy, dyAt, dyFrom, x, xAt, xFrom, sums, at);
        }
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
