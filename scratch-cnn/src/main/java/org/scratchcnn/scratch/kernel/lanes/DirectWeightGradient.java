package org.scratchcnn.scratch.kernel.lanes;

import java.util.Arrays;
import org.scratchcnn.scratch.kernel.Conv2dGeometry;
import org.scratchcnn.scratch.kernel.ItemTask;
import org.scratchcnn.scratch.kernel.ThreadBuffers;
import org.scratchcnn.scratch.kernel.ThreadTeam;
import org.scratchcnn.scratch.kernel.Workspace;
import org.scratchcnn.scratch.kernel.lanes.WeightGradientLoop.Pixels;

/**
 * Gradients by weight and bias as their definition has them, for any stride, padding and dilation. An item is some output
 * channels by some taps, whose sums over all blocks and pixels it forms in fixed order, lane by lane, and reduces over
 * the lanes once at the end.
 */
final class DirectWeightGradient implements ConvolutionWeightGradient {

    private static final int CHANNELS = WeightGradientLoop.CHANNELS;
    private static final int TAPS = WeightGradientLoop.TAPS;

    /** Groups of taps an item has at most, so that its sums stay in the first-level cache. */
    private static final int MOST_GROUPS = 24;

    /** Items wanted at least, where there are as many groups. */
    private static final int ITEMS = 16;

    /** Floats of one channel that are gone through at a time, about, so that they too stay there. */
    private static final int BAND = 1024;

    private final WeightGradientLoop loop;
    private final ThreadTeam team;
    private final int lanes;
    private final int outChannels;
    private final int taps;
    private final int groupsPerItem;
    private final int chunks;
    private final int[] xAt;
    private final int[] dyAt;
    private final Pixels pixels;
    private final int rowsPerBand;
    private final ThreadBuffers scratch;
    private final ConvolutionBiasGradient biasGradient;
    private final ItemTask item = this::item;

    private float[][] x = LanesKernels.NO_BLOCKS;
    private float[][] dy = LanesKernels.NO_BLOCKS;
    private int blocks;
    private float[] dWeight = LanesKernels.NOTHING;
    private float[] dBias = LanesKernels.NOTHING;

    DirectWeightGradient(
            Conv2dGeometry geometry,
            LaneStrides x,
            LaneStrides dy,
            WeightGradientLoop loop,
            ThreadTeam team,
            Workspace workspace) {
        this.loop = loop;
        this.team = team;
        this.lanes = dy.lanes();
        this.outChannels = geometry.output().channels();
        var offsets = ConvolutionPasses.offsets(geometry, x);
        this.taps = offsets.length;
        int groups = Math.ceilDiv(taps, TAPS);
        int tiles = Math.ceilDiv(outChannels, CHANNELS);
        this.groupsPerItem = Math.clamp(Math.ceilDiv(groups, Math.ceilDiv(ITEMS, tiles)), 1, MOST_GROUPS);
        this.chunks = Math.ceilDiv(groups, groupsPerItem);
        var window = geometry.window();
        int firstWindow = x.at(0, -window.padding().top(), -window.padding().left());
        this.xAt = new int[groups * TAPS];
        for (int tap = 0; tap < xAt.length; tap++) {
            xAt[tap] = firstWindow + offsets[Math.min(tap, taps - 1)];
        }
        this.biasGradient = new ConvolutionBiasGradient(geometry, dy, loop);
        this.dyAt = biasGradient.channelStarts();
        this.pixels = new Pixels(
                geometry.output().height(),
                geometry.output().width(),
                dy.row(),
                window.stride().height() * x.row(),
                window.stride().width() * lanes);
        this.rowsPerBand = Math.max(1, BAND / (pixels.columns() * lanes));
        this.scratch = workspace.perThread((long) groupsPerItem * CHANNELS * TAPS * lanes);
    }

    @Override
    public void add(LaneActivations x, LaneActivations dy, float[] dWeight, float[] dBias) {
        this.x = x.blocks();
        this.dy = dy.blocks();
        this.blocks = dy.usedBlocks();
        this.dWeight = dWeight;
        this.dBias = dBias;
        team.run(dyAt.length / CHANNELS * chunks, item);
    }

    private void item(int index, int thread) {
        int channel = index / chunks * CHANNELS;
        int chunk = index % chunks;
        var sums = scratch.of(thread);
        addToWeights(channel, chunk * groupsPerItem, sums);
        if (chunk == 0) {
            biasGradient.add(dy, blocks, channel, dBias, sums);
        }
    }

    private void addToWeights(int channel, int firstGroup, float[] sums) {
        int groups = Math.min(groupsPerItem, xAt.length / TAPS - firstGroup);
        int groupSums = CHANNELS * TAPS * lanes;
        Arrays.fill(sums, 0, groups * groupSums, 0);
        for (int block = 0; block < blocks; block++) {
            for (int row = 0; row < pixels.rows(); row += rowsPerBand) {
                int endRow = Math.min(row + rowsPerBand, pixels.rows());
                for (int group = 0; group < groups; group++) {
                    loop.addProducts(
                            pixels,
                            row,
                            endRow,
                            dy[block],
                            dyAt,
                            channel,
                            x[block],
                            xAt,
                            (firstGroup + group) * TAPS,
                            sums,
                            group * groupSums);
                }
            }
        }
        int endChannel = Math.min(channel + CHANNELS, outChannels);
        int endTap = Math.min((firstGroup + groups) * TAPS, taps);
        for (int out = channel; out < endChannel; out++) {
            for (int tap = firstGroup * TAPS; tap < endTap; tap++) {
                int group = tap / TAPS - firstGroup;
                int at = group * groupSums + ((out - channel) * TAPS + tap % TAPS) * lanes;
                dWeight[out * taps + tap] += LaneSums.sum(sums, at, lanes);
            }
        }
    }
}
