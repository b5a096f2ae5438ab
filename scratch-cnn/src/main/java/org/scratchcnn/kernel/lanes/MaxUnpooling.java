package org.scratchcnn.kernel.lanes;

import org.scratchcnn.kernel.Pool2dGeometry;
import org.scratchcnn.kernel.PoolAxis;

/**
 * The gradient by a max pool's input, made a few rows at a time for the one that reads it: written down as a whole, it
 * would go through the memory twice. For windows of 2×2 side by side.
 */
final class MaxUnpooling {

    private final MaxPoolLoop loop;
    private final int tileChannels;
    private final int lanes;
    private final int lastChannel;
    private final PoolAxis columns;
    private final int rowLength;
    private final LaneStrides yStrides;
    private final LaneStrides pooledStrides;
    private final LaneStrides dPooledStrides;

    private float[][] y = LanesKernels.NO_BLOCKS;
    private float[][] pooled = LanesKernels.NO_BLOCKS;
    private float[][] dPooled = LanesKernels.NO_BLOCKS;

    MaxUnpooling(Pool2dGeometry pool, LaneStrides y, LaneStrides pooled, LaneStrides dPooled, LaneLoops loops) {
        this.loop = loops.maxPool();
        this.tileChannels = loops.weightGradient().channels();
        this.lanes = loops.lanes();
        this.lastChannel = pool.input().channels() - 1;
        this.columns = pool.columns();
        this.rowLength = pool.input().width() * lanes;
        this.yStrides = y;
        this.pooledStrides = pooled;
        this.dPooledStrides = dPooled;
    }

    /** Whether these are windows of 2×2 side by side that cover the input. */
    static boolean fits(Pool2dGeometry pool) {
        return fits(pool.rows(), pool.input().height())
                && fits(pool.columns(), pool.input().width());
    }

    private static boolean fits(PoolAxis windows, int input) {
        return windows.isOfPairs() && windows.isDisjoint() && windows.covers(input);
    }

    void begin(LaneActivations newY, LaneActivations newPooled, LaneActivations newDPooled) {
        y = newY.blocks();
        pooled = newPooled.blocks();
        dPooled = newDPooled.blocks();
    }

    /**
     * Writes the gradients of some rows of a tile of channels, without borders, one channel after the other.
     *
     * @param channel the tile's first; beyond the last channel, that is written again
     * @param firstRow of the pool's input, even
     * @param endRow even
     * @param starts receives where row 0 of each channel would stand
     */
    void write(int block, int channel, int firstRow, int endRow, float[] into, int at, int[] starts) {
        for (int k = 0; k < tileChannels; k++) {
            int c = Math.min(channel + k, lastChannel);
            int first = at + k * (endRow - firstRow) * rowLength;
            starts[k] = first - firstRow * rowLength;
            for (int row = firstRow / 2; row < endRow / 2; row++) {
                loop.gradientByInput(
                        y[block],
                        yStrides.at(c, 2 * row, 0),
                        yStrides.row(),
                        2,
                        columns.from(),
                        columns.end(),
                        pooled[block],
                        pooledStrides.at(c, row, 0),
                        dPooled[block],
                        dPooledStrides.at(c, row, 0),
                        into,
                        first + (2 * row - firstRow) * rowLength,
                        rowLength,
                        true);
            }
        }
    }
}
