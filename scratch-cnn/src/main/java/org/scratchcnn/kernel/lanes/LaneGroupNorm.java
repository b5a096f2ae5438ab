package org.scratchcnn.kernel.lanes;

import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.kernel.Activations;
import org.scratchcnn.kernel.Alignment;
import org.scratchcnn.kernel.Buffer;
import org.scratchcnn.kernel.GroupNormKernel;
import org.scratchcnn.kernel.ItemTask;
import org.scratchcnn.kernel.Layout;
import org.scratchcnn.kernel.Parameter;
import org.scratchcnn.kernel.ThreadBuffers;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.kernel.Workspace;
import org.scratchcnn.network.Padding2d;

/**
 * Group normalization, the images of a block side by side: each lane has statistics of its own. Sums are formed over short
 * stretches in single precision, then added up in double precision. Lanes without an image get zeros. As in batch
 * normalization, values are centered by the rounded mean, and what the rounding took away is in the constants.
 */
final class LaneGroupNorm implements GroupNormKernel {

    private static final float[] ONE = {1};
    private static final float[] ZERO = {0};

    /** Where sums stand in a thread's buffer. */
    private static final int SUMS_AT = Alignment.LEAD;

    /** Positions that are worth the way to a loop and back; more lose accuracy where channels are summed as one. */
    private static final int WORTH_A_STRETCH = 64;

    private final int groups;
    private final double epsilon;
    private final Layout xLayout;
    private final Layout yLayout;
    private final Layout dxLayout;
    private final Layout dyLayout;
    private final LaneStrides xStrides;
    private final LaneStrides yStrides;
    private final LaneStrides dxStrides;
    private final LaneStrides dyStrides;
    private final Stretches stretches;
    private final int lanes;
    private final int positions;
    private final int channelsPerGroup;

    /** Channels that follow each other like rows, and are few enough to be taken as one stretch. */
    private final int channelsAtOnce;

    private final ChannelItems items;
    private final int channelsPerSum;
    private final NormalizationLoop loop;
    private final ThreadTeam team;
    private final ThreadBuffers buffers;

    /** A thread's sums, for each lane two. */
    private final double[][] totals;

    /** Of each block's groups what {@link NormalizationLoop} wants to know. */
    private final Buffer<float[]> constants;

    private final ItemTask groupItem = this::groupItem;
    private final ItemTask gradientSumItem = this::gradientSumItem;

    /** What becomes of groups. */
    private enum Pass {
        STATISTICS,
        FORWARD,
        GRADIENT
    }

    private float[] weight = ONE;
    private float[] bias = ZERO;

    /** 0 where there are none, or one for each position. */
    private int weightsPerChannel;

    private float[][] x = LanesKernels.NO_BLOCKS;
    private float[][] y = LanesKernels.NO_BLOCKS;
    private float[][] dx = LanesKernels.NO_BLOCKS;
    private float[][] dy = LanesKernels.NO_BLOCKS;
    private float[] dWeight = LanesKernels.NOTHING;
    private float[] dBias = LanesKernels.NOTHING;
    private float[] known = LanesKernels.NOTHING;
    private int images;
    private int blocks;
    private Pass pass = Pass.STATISTICS;

    LaneGroupNorm(
            int groups,
            double epsilon,
            Layout x,
            Layout y,
            Layout dx,
            Layout dy,
            LaneLoops loops,
            ThreadTeam team,
            Workspace workspace) {
        this.groups = groups;
        this.epsilon = epsilon;
        this.xLayout = x;
        this.yLayout = y;
        this.dxLayout = dx;
        this.dyLayout = dy;
        this.lanes = loops.lanes();
        this.xStrides = LaneStrides.of(x, lanes);
        this.yStrides = LaneStrides.of(y, lanes);
        this.dxStrides = LaneStrides.of(dx, lanes);
        this.dyStrides = LaneStrides.of(dy, lanes);
        this.stretches = Stretches.of(x, xStrides, yStrides, dxStrides, dyStrides);
        this.positions = x.height() * x.width();
        this.channelsPerGroup = x.channels() / groups;
        boolean contiguous = Stream.of(xStrides, yStrides, dxStrides, dyStrides)
                .allMatch(strides -> strides.channel() == stretches.length());
        this.channelsAtOnce = contiguous ? Math.clamp(WORTH_A_STRETCH / positions, 1, channelsPerGroup) : 1;
        var groupLayout = new Layout(groups, 1, 1, x.maxBatch(), Padding2d.NONE);
        this.items = ChannelItems.of(groupLayout, lanes, 3L * channelsPerGroup * positions);
        int maxBlocks = Math.ceilDiv(x.maxBatch(), lanes);
        this.channelsPerSum = WorkItems.extent(x.channels(), (long) maxBlocks * positions);
        this.loop = loops.normalization();
        this.team = team;
        this.buffers = workspace.perThread(2L * lanes);
        this.totals = new double[team.threads()][2 * lanes];
        this.constants = workspace.floats((long) maxBlocks * groups * NormalizationLoop.CONSTANTS * lanes);
    }

    @Override
    public void prepare(@Nullable Parameter newWeight, @Nullable Parameter newBias) {
        weight = newWeight == null ? ONE : newWeight.values();
        bias = newBias == null ? ZERO : newBias.values();
        weightsPerChannel = newWeight == null ? 0 : weight.length / xLayout.channels();
    }

    /** From one position's weight to the next one's. */
    private int weightStep() {
        return weightsPerChannel == positions ? 1 : 0;
    }

    private int weightAt(int channel, int row) {
        return channel * weightsPerChannel + row * xLayout.width() * weightStep();
    }

    /** How many channels are a stretch where weights are read, too. */
    private int weightedChannelsAtOnce() {
        return weightsPerChannel == 0 || weightStep() == 1 ? channelsAtOnce : 1;
    }

    private int constantsAt(int block, int group) {
        return Alignment.LEAD + (block * groups + group) * NormalizationLoop.CONSTANTS * lanes;
    }

    @Override
    public void forward(Activations from, Activations to) {
        begin(from);
        to.setImages(images);
        x = LaneActivations.of(from, xLayout).blocks();
        y = LaneActivations.of(to, yLayout).blocks();
        runGroups(Pass.FORWARD);
    }

    @Override
    public void gradientByWeight(
            Activations input, Activations outputGradient, float[] weightGradient, float[] biasGradient) {
        begin(outputGradient);
        x = LaneActivations.of(input, xLayout).blocks();
        dy = LaneActivations.of(outputGradient, dyLayout).blocks();
        dWeight = weightGradient;
        dBias = biasGradient;
        runGroups(Pass.STATISTICS);
        team.run(Math.ceilDiv(xLayout.channels(), channelsPerSum), gradientSumItem);
    }

    @Override
    public void gradientByInput(Activations input, Activations outputGradient, Activations inputGradient) {
        begin(outputGradient);
        inputGradient.setImages(images);
        x = LaneActivations.of(input, xLayout).blocks();
        dy = LaneActivations.of(outputGradient, dyLayout).blocks();
        dx = LaneActivations.of(inputGradient, dxLayout).blocks();
        runGroups(Pass.GRADIENT);
    }

    private void begin(Activations part) {
        images = part.images();
        blocks = Math.ceilDiv(images, lanes);
        known = constants.array();
    }

    private void runGroups(Pass newPass) {
        pass = newPass;
        team.run(items.count(blocks), groupItem);
    }

    private int imagesOf(int block) {
        return Math.min(lanes, images - block * lanes);
    }

    private void groupItem(int item, int thread) {
        for (int block = items.firstBlock(item); block < items.endBlock(item, blocks); block++) {
            for (int group = items.firstChannel(item); group < items.endChannel(item); group++) {
                findStatistics(block, group, thread);
                switch (pass) {
                    case STATISTICS -> {}
                    case FORWARD -> normalize(block, group);
                    case GRADIENT -> {
                        findGradientConstants(block, group, thread);
                        gradientByInput(block, group);
                    }
                }
            }
        }
    }

    /** In two passes: the mean need only be near, since what the deviations from it sum up to is taken into account. */
    private void findStatistics(int block, int group, int thread) {
        int at = constantsAt(block, group);
        var sums = totals[thread];
        double count = (double) channelsPerGroup * positions;
        sum(block, group, thread, false);
        for (int lane = 0; lane < lanes; lane++) {
            known[at + lane] = (float) (sums[lane] / count);
        }
        sum(block, group, thread, true);
        for (int lane = 0; lane < lanes; lane++) {
            double distance = sums[lane] / count;
            double variance = Math.max(0, sums[lanes + lane] / count - distance * distance);
            double inverseDeviation = 1 / Math.sqrt(variance + epsilon);
            known[at + NormalizationLoop.INVERSE * lanes + lane] = (float) inverseDeviation;
            known[at + NormalizationLoop.OFFSET * lanes + lane] = (float) (-distance * inverseDeviation);
        }
    }

    /** Sums up a group's values, or its deviations from the center and their squares, in the thread's totals. */
    private void sum(int block, int group, int thread, boolean deviations) {
        var sums = buffers.of(thread);
        Arrays.fill(totals[thread], 0);
        int end = (group + 1) * channelsPerGroup;
        for (int channel = group * channelsPerGroup; channel < end; channel += channelsAtOnce) {
            int length = Math.min(channelsAtOnce, end - channel) * stretches.length();
            Arrays.fill(sums, SUMS_AT, SUMS_AT + 2 * lanes, 0);
            for (int row = 0; row < stretches.count(); row++) {
                int from = xStrides.at(channel, row, 0);
                if (deviations) {
                    loop.addDeviations(x[block], from, length, known, constantsAt(block, group), sums, SUMS_AT);
                } else {
                    loop.addSums(x[block], from, length, sums, SUMS_AT);
                }
            }
            addToTotals(sums, thread);
        }
    }

    private void addToTotals(float[] sums, int thread) {
        for (int i = 0; i < 2 * lanes; i++) {
            totals[thread][i] += sums[SUMS_AT + i];
        }
    }

    private void normalize(int block, int group) {
        int end = (group + 1) * channelsPerGroup;
        int channels = weightedChannelsAtOnce();
        for (int channel = group * channelsPerGroup; channel < end; channel += channels) {
            int length = Math.min(channels, end - channel) * stretches.length();
            for (int row = 0; row < stretches.count(); row++) {
                loop.normalize(
                        x[block],
                        xStrides.at(channel, row, 0),
                        y[block],
                        yStrides.at(channel, row, 0),
                        length,
                        imagesOf(block),
                        known,
                        constantsAt(block, group),
                        weight,
                        bias,
                        weightAt(channel, row),
                        weightStep());
            }
        }
    }

    private void gradientSumItem(int item, int thread) {
        int first = item * channelsPerSum;
        int end = Math.min(first + channelsPerSum, xLayout.channels());
        for (int channel = first; channel < end; channel++) {
            for (int index = 0; index < weightsPerChannel; index++) {
                addGradients(channel, index, buffers.of(thread));
            }
        }
    }

    /** Of one of a channel's weights and biases: over a position, or over all of them. */
    private void addGradients(int channel, int index, float[] sums) {
        boolean one = weightStep() == 1;
        int rows = one ? 1 : stretches.count();
        int length = one ? lanes : stretches.length();
        int firstRow = one ? index / xLayout.width() : 0;
        int column = one ? index % xLayout.width() : 0;
        double sum = 0;
        double normalizedSum = 0;
        for (int block = 0; block < blocks; block++) {
            int at = constantsAt(block, channel / channelsPerGroup);
            Arrays.fill(sums, SUMS_AT, SUMS_AT + 2 * lanes, 0);
            for (int row = firstRow; row < firstRow + rows; row++) {
                loop.addGradients(
                        x[block],
                        xStrides.at(channel, row, column),
                        dy[block],
                        dyStrides.at(channel, row, column),
                        length,
                        known,
                        at,
                        ONE,
                        0,
                        0,
                        sums,
                        SUMS_AT);
            }
            for (int lane = 0; lane < imagesOf(block); lane++) {
                sum += sums[SUMS_AT + lane];
                normalizedSum += normalized(sums[SUMS_AT + lane], sums[SUMS_AT + lanes + lane], at + lane);
            }
        }
        dWeight[channel * weightsPerChannel + index] += (float) normalizedSum;
        dBias[channel * weightsPerChannel + index] += (float) sum;
    }

    /** Σ g·x̂ from Σ g and Σ g·(x − center) of the lane whose constants begin there. */
    private double normalized(double sum, double centeredSum, int at) {
        double inverseDeviation = known[at + NormalizationLoop.INVERSE * lanes];
        return centeredSum * inverseDeviation + sum * known[at + NormalizationLoop.OFFSET * lanes];
    }

    private void findGradientConstants(int block, int group, int thread) {
        int at = constantsAt(block, group);
        var sums = buffers.of(thread);
        Arrays.fill(totals[thread], 0);
        int end = (group + 1) * channelsPerGroup;
        int channels = weightedChannelsAtOnce();
        for (int channel = group * channelsPerGroup; channel < end; channel += channels) {
            int length = Math.min(channels, end - channel) * stretches.length();
            Arrays.fill(sums, SUMS_AT, SUMS_AT + 2 * lanes, 0);
            for (int row = 0; row < stretches.count(); row++) {
                loop.addGradients(
                        x[block],
                        xStrides.at(channel, row, 0),
                        dy[block],
                        dyStrides.at(channel, row, 0),
                        length,
                        known,
                        at,
                        weight,
                        weightAt(channel, row),
                        weightStep(),
                        sums,
                        SUMS_AT);
            }
            addToTotals(sums, thread);
        }
        double count = (double) channelsPerGroup * positions;
        for (int lane = 0; lane < lanes; lane++) {
            double sum = totals[thread][lane];
            double mean = sum / count;
            double normalizedMean = normalized(sum, totals[thread][lanes + lane], at + lane) / count;
            double inverseDeviation = known[at + NormalizationLoop.INVERSE * lanes + lane];
            double offset = known[at + NormalizationLoop.OFFSET * lanes + lane];
            known[at + NormalizationLoop.SLOPE * lanes + lane] =
                    (float) (-inverseDeviation * inverseDeviation * normalizedMean);
            known[at + NormalizationLoop.SHIFT * lanes + lane] =
                    (float) (-inverseDeviation * (mean + offset * normalizedMean));
        }
    }

    private void gradientByInput(int block, int group) {
        int end = (group + 1) * channelsPerGroup;
        int channels = weightedChannelsAtOnce();
        for (int channel = group * channelsPerGroup; channel < end; channel += channels) {
            int length = Math.min(channels, end - channel) * stretches.length();
            for (int row = 0; row < stretches.count(); row++) {
                loop.gradientByInput(
                        x[block],
                        xStrides.at(channel, row, 0),
                        dy[block],
                        dyStrides.at(channel, row, 0),
                        dx[block],
                        dxStrides.at(channel, row, 0),
                        length,
                        imagesOf(block),
                        known,
                        constantsAt(block, group),
                        weight,
                        weightAt(channel, row),
                        weightStep());
            }
        }
    }
}
