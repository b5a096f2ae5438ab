package org.scratchcnn.kernel.lanes;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.kernel.Alignment;
import org.scratchcnn.kernel.Conv2dGeometry;
import org.scratchcnn.kernel.ItemTask;
import org.scratchcnn.kernel.Pool2dGeometry;
import org.scratchcnn.kernel.ThreadBuffers;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.kernel.Workspace;
import org.scratchcnn.kernel.lanes.WeightGradientLoop.Pixels;
import org.scratchcnn.network.Bias;

/**
 * Gradients by weight and bias as their definition has them, for any stride, padding and dilation. An item is some output
 * channels by some taps, whose sums over all blocks and pixels it forms in fixed order, lane by lane, and reduces over
 * the lanes once at the end.
 */
final class DirectWeightGradient implements ConvolutionWeightGradient {

    private static final int TAPS = WeightGradientLoop.TAPS;

    /** Groups of taps an item has at most, so that its sums stay in the first-level cache. */
    private static final int MOST_GROUPS = 24;

    /** Items wanted at least, where there are as many groups. */
    private static final int ITEMS = 16;

    /** Floats of one channel that are gone through at a time, about, so that they too stay there. */
    private static final int BAND = 1024;

    private final Bias bias;
    private final WeightGradientLoop loop;
    private final ThreadTeam team;
    private final int tileChannels;
    private final int lanes;
    private final int firstChannel;
    private final int outChannels;
    private final int taps;
    private final int groupsPerItem;
    private final int chunks;
    private final int[] xAt;
    private final int[] dyAt;
    private final Pixels pixels;
    private final int rowsPerBand;
    private final ThreadBuffers buffers;
    private final ConvolutionBiasGradient biasGradient;

    /** Where a thread's buffer holds the sums for the bias, behind those for the weights. */
    private final int biasSumsAt;

    /** Where it holds a band made from a max pool's, behind all sums. */
    private final int unpooledAt;

    private final int groupSums;
    private final @Nullable MaxUnpooling unpooling;
    private final Pixels unpooled;
    private final int[][] unpooledStarts;
    private final ItemTask item = this::item;

    private float[][] x = LanesKernels.NO_BLOCKS;
    private float[][] dy = LanesKernels.NO_BLOCKS;
    private int blocks;
    private float[] dWeight = LanesKernels.NOTHING;
    private float[] dBias = LanesKernels.NOTHING;

    /**
     * Of one group.
     *
     * @param part the group's geometry
     * @param x from its first channel on
     * @param dy from its first channel on
     */
    DirectWeightGradient(
            Conv2dGeometry part,
            int group,
            LaneStrides x,
            LaneStrides dy,
            @Nullable MaxUnpooling unpooling,
            LaneLoops loops,
            ThreadTeam team,
            Workspace workspace) {
        this.bias = part.bias();
        this.loop = loops.weightGradient();
        this.tileChannels = loop.channels();
        this.team = team;
        this.lanes = loops.lanes();
        this.outChannels = part.output().channels();
        this.firstChannel = group * outChannels;
        var offsets = DirectSweepPlans.offsets(part, x);
        this.taps = offsets.length;
        int groups = Math.ceilDiv(taps, TAPS);
        this.biasGradient = new ConvolutionBiasGradient(part, group, dy, loop);
        this.dyAt = biasGradient.channelStarts();
        int tiles = dyAt.length / tileChannels;
        // A band of dy that is made from a max pool's gradients is made once.
        this.groupsPerItem = unpooling != null
                ? groups
                : Math.clamp(Math.ceilDiv(groups, Math.ceilDiv(ITEMS, tiles)), 1, MOST_GROUPS);
        this.chunks = Math.ceilDiv(groups, groupsPerItem);
        var window = part.window();
        int firstWindow = x.at(0, -window.padding().top(), -window.padding().left());
        this.xAt = new int[groups * TAPS];
        for (int tap = 0; tap < xAt.length; tap++) {
            xAt[tap] = firstWindow + offsets[Math.min(tap, taps - 1)];
        }
        int height = part.output().height();
        int width = part.output().width();
        int xRow = window.stride().height() * x.row();
        int xColumn = window.stride().width() * lanes;
        this.pixels = new Pixels(height, width, dy.row(), xRow, xColumn);
        this.rowsPerBand = rowsPerBand(part, lanes);
        this.unpooling = unpooling;
        this.unpooled = new Pixels(height, width, width * lanes, xRow, xColumn);
        this.unpooledStarts = new int[unpooling == null ? 0 : team.threads()][tileChannels];
        this.groupSums = tileChannels * TAPS * lanes;
        this.biasSumsAt = Alignment.LEAD + groupsPerItem * groupSums;
        this.unpooledAt = biasSumsAt + tileChannels * lanes;
        int unpooledBand = unpooling == null ? 0 : tileChannels * rowsPerBand * width * lanes;
        this.buffers = workspace.perThread(unpooledAt - Alignment.LEAD + (long) unpooledBand);
    }

    /** An even number where there is more than one, so that windows of two rows are not cut. */
    private static int rowsPerBand(Conv2dGeometry geometry, int lanes) {
        int rows = BAND / (geometry.output().width() * lanes);
        return rows < 2 ? 1 : rows / 2 * 2;
    }

    /** Whether the gradient by the output can be made from a max pool's while it is read, with the same bits. */
    static boolean fitsUnpooling(Conv2dGeometry geometry, Pool2dGeometry pool, int lanes) {
        int groups = Math.ceilDiv(
                geometry.input().channels() * geometry.window().kernel().area(), TAPS);
        return geometry.groups() == 1
                && geometry.bias() != Bias.PER_POSITION
                && !ChannelWeightGradient.gains(geometry)
                && groups <= MOST_GROUPS
                && rowsPerBand(geometry, lanes) % 2 == 0
                && MaxUnpooling.fits(pool);
    }

    @Override
    public void add(LaneActivations x, LaneActivations dy, float[] dWeight, float[] dBias) {
        this.dy = dy.blocks();
        run(x, dy.usedBlocks(), dWeight, dBias);
    }

    /** The same where dy is what a max pool would write. */
    void addPooled(
            LaneActivations x,
            LaneActivations y,
            LaneActivations pooled,
            LaneActivations dPooled,
            float[] dWeight,
            float[] dBias) {
        Objects.requireNonNull(unpooling, "planned without a max pool").begin(y, pooled, dPooled);
        run(x, dPooled.usedBlocks(), dWeight, dBias);
    }

    private void run(LaneActivations newX, int newBlocks, float[] toWeight, float[] toBias) {
        x = newX.blocks();
        blocks = newBlocks;
        dWeight = toWeight;
        dBias = toBias;
        team.run(dyAt.length / tileChannels * chunks, item);
    }

    private void item(int index, int thread) {
        int channel = index / chunks * tileChannels;
        int firstGroup = index % chunks * groupsPerItem;
        int groups = Math.min(groupsPerItem, xAt.length / TAPS - firstGroup);
        boolean withBias = bias == Bias.PER_CHANNEL && firstGroup == 0;
        var values = buffers.of(thread);
        Arrays.fill(values, Alignment.LEAD, unpooledAt, 0);
        for (int block = 0; block < blocks; block++) {
            for (int row = 0; row < pixels.rows(); row += rowsPerBand) {
                int endRow = Math.min(row + rowsPerBand, pixels.rows());
                if (unpooling == null) {
                    addBand(pixels, row, endRow, dy[block], dyAt, channel, block, firstGroup, groups, withBias, values);
                } else {
                    var starts = unpooledStarts[thread];
                    unpooling.write(block, channel, row, endRow, values, unpooledAt, starts);
                    addBand(unpooled, row, endRow, values, starts, 0, block, firstGroup, groups, withBias, values);
                }
            }
        }
        addToWeights(channel, firstGroup, groups, values);
        if (withBias) {
            biasGradient.addSums(channel, values, biasSumsAt, dBias);
        } else if (bias == Bias.PER_POSITION && firstGroup == 0) {
            biasGradient.add(dy, blocks, channel, dBias, values);
        }
    }

    private void addBand(
            Pixels band,
            int firstRow,
            int endRow,
            float[] gradient,
            int[] gradientAt,
            int gradientFrom,
            int block,
            int firstGroup,
            int groups,
            boolean withBias,
            float[] sums) {
        for (int group = 0; group < groups; group++) {
            loop.addProducts(
                    band,
                    firstRow,
                    endRow,
                    gradient,
                    gradientAt,
                    gradientFrom,
                    x[block],
                    xAt,
                    (firstGroup + group) * TAPS,
                    sums,
                    Alignment.LEAD + group * groupSums);
        }
        if (withBias) {
            loop.addPixels(band, firstRow, endRow, gradient, gradientAt, gradientFrom, sums, biasSumsAt);
        }
    }

    private void addToWeights(int channel, int firstGroup, int groups, float[] sums) {
        int endChannel = Math.min(channel + tileChannels, outChannels);
        int endTap = Math.min((firstGroup + groups) * TAPS, taps);
        for (int out = channel; out < endChannel; out++) {
            for (int tap = firstGroup * TAPS; tap < endTap; tap++) {
                int group = tap / TAPS - firstGroup;
                int at = Alignment.LEAD + group * groupSums + ((out - channel) * TAPS + tap % TAPS) * lanes;
                dWeight[(firstChannel + out) * taps + tap] += LaneSums.sum(sums, at, lanes);
            }
        }
    }
}
