package org.scratchcnn.kernel.lanes;

import org.scratchcnn.kernel.ItemTask;
import org.scratchcnn.kernel.ThreadTeam;

/** Copies between row-major samples and lane blocks: a transposition of {@code [L, values]} to {@code [values, L]}. */
final class LanePacking {

    /** Columns transposed at a time: as many floats as a cache line holds. */
    private static final int COLUMNS = 16;

    private static final float[] NO_SAMPLES = {};

    private final ThreadTeam team;
    private final ItemTask packItem = this::packItem;
    private final ItemTask unpackItem = this::unpackItem;
    private float[] samples = NO_SAMPLES;
    private int firstSample;
    private LaneActivations activations;
    private int blocksPerItem = 1;

    LanePacking(ThreadTeam team, LaneActivations nothing) {
        this.team = team;
        this.activations = nothing;
    }

    void pack(float[] nchw, int first, LaneActivations into) {
        run(nchw, first, into, packItem);
    }

    void unpack(LaneActivations from, float[] nchw, int first) {
        run(nchw, first, from, unpackItem);
    }

    private void run(float[] nchw, int first, LaneActivations lanes, ItemTask task) {
        samples = nchw;
        firstSample = first;
        activations = lanes;
        int sampleSize = lanes.layout().sampleSize();
        blocksPerItem = WorkItems.extent(
                lanes.usedBlocks(), (long) sampleSize * lanes.strides().lanes());
        team.run(Math.ceilDiv(lanes.usedBlocks(), blocksPerItem), task);
        samples = NO_SAMPLES;
    }

    private void packItem(int item, int thread) {
        int end = Math.min((item + 1) * blocksPerItem, activations.usedBlocks());
        for (int block = item * blocksPerItem; block < end; block++) {
            packBlock(block);
        }
    }

    private void packBlock(int block) {
        var strides = activations.strides();
        var target = activations.block(block);
        int lanes = strides.lanes();
        int firstImage = block * lanes;
        int used = Math.min(lanes, activations.images() - firstImage);
        int sample = activations.layout().sampleSize();
        int length = rowLength();
        int step = rowStep();
        for (int row = 0; row < sample / length; row++) {
            int at = rowStart(row);
            for (int first = 0; first < length; first += COLUMNS) {
                int end = Math.min(first + COLUMNS, length);
                for (int lane = 0; lane < used; lane++) {
                    int from = (firstSample + firstImage + lane) * sample + row * length;
                    for (int column = first; column < end; column++) {
                        target[at + column * step + lane] = samples[from + column];
                    }
                }
                for (int lane = used; lane < lanes; lane++) {
                    for (int column = first; column < end; column++) {
                        target[at + column * step + lane] = 0;
                    }
                }
            }
        }
    }

    private void unpackItem(int item, int thread) {
        int end = Math.min((item + 1) * blocksPerItem, activations.usedBlocks());
        for (int block = item * blocksPerItem; block < end; block++) {
            unpackBlock(block);
        }
    }

    private void unpackBlock(int block) {
        var strides = activations.strides();
        var source = activations.block(block);
        int lanes = strides.lanes();
        int firstImage = block * lanes;
        int used = Math.min(lanes, activations.images() - firstImage);
        int sample = activations.layout().sampleSize();
        int length = rowLength();
        int step = rowStep();
        for (int row = 0; row < sample / length; row++) {
            int at = rowStart(row);
            for (int first = 0; first < length; first += COLUMNS) {
                int end = Math.min(first + COLUMNS, length);
                for (int lane = 0; lane < used; lane++) {
                    int to = (firstSample + firstImage + lane) * sample + row * length;
                    for (int column = first; column < end; column++) {
                        samples[to + column] = source[at + column * step + lane];
                    }
                }
            }
        }
    }

    /** Values that stand at equal distances: an image's row, or all features. */
    private int rowLength() {
        var layout = activations.layout();
        return onePixel() ? layout.channels() : layout.width();
    }

    private int rowStep() {
        var strides = activations.strides();
        return onePixel() ? strides.channel() : strides.lanes();
    }

    private int rowStart(int row) {
        int height = activations.layout().height();
        return activations.strides().at(row / height, row % height, 0);
    }

    private boolean onePixel() {
        return activations.layout().height() == 1 && activations.layout().width() == 1;
    }
}
