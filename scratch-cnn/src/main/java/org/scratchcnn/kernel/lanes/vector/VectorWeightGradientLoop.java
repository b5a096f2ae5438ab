package org.scratchcnn.kernel.lanes.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.scratchcnn.kernel.lanes.WeightGradientLoop;

/**
 * A convolution's gradient by weights with vectors: three output channels by three taps, or four by three. Nine sums,
 * three values of x and one of dy leave C2 a few of AVX2's sixteen registers to schedule with; with twelve sums it spills.
 */
final class VectorWeightGradientLoop implements WeightGradientLoop {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    /** Twelve sums and what they are made of need the 32 registers of 512 bits. */
    private static final int CHANNELS = SPECIES.vectorBitSize() >= 512 ? 4 : 3;

    @Override
    public int channels() {
        return CHANNELS;
    }

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
        boolean neighbours =
                pixels.xColumn() == LANES && xAt[xFrom + 1] == first + LANES && xAt[xFrom + 2] == first + 2 * LANES;
        if (CHANNELS == 4 && neighbours) {
            WeightGradientTiles.tile4x3OfNeighbours(
                    pixels, firstRow, endRow, dy, dyAt, dyFrom, x, xAt, xFrom, sums, at);
        } else if (CHANNELS == 4) {
            WeightGradientTiles.tile4x3(pixels, firstRow, endRow, dy, dyAt, dyFrom, x, xAt, xFrom, sums, at);
        } else if (neighbours) {
            WeightGradientTiles.tile3x3OfNeighbours(
                    pixels, firstRow, endRow, dy, dyAt, dyFrom, x, xAt, xFrom, sums, at);
        } else {
            WeightGradientTiles.tile3x3(pixels, firstRow, endRow, dy, dyAt, dyFrom, x, xAt, xFrom, sums, at);
        }
    }

    @Override
    public void addPixels(
            Pixels pixels, int firstRow, int endRow, float[] dy, int[] dyAt, int dyFrom, float[] sums, int at) {
        if (CHANNELS == 4) {
            WeightGradientTiles.sums4(pixels, firstRow, endRow, dy, dyAt, dyFrom, sums, at);
        } else {
            WeightGradientTiles.sums3(pixels, firstRow, endRow, dy, dyAt, dyFrom, sums, at);
        }
    }
}
