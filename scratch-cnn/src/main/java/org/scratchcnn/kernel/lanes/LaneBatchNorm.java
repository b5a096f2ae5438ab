package org.scratchcnn.kernel.lanes;

import java.util.Arrays;
import org.scratchcnn.kernel.Activations;
import org.scratchcnn.kernel.Alignment;
import org.scratchcnn.kernel.ItemTask;
import org.scratchcnn.kernel.Layout;
import org.scratchcnn.kernel.PerChannelBatchNorm;
import org.scratchcnn.kernel.ThreadBuffers;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.kernel.Workspace;

/**
 * Batch normalization: sums of each block's channel are formed by images in single precision, then added up in double
 * precision, images, blocks and parts in their order. Lanes without an image are left out of sums and get zeros:
 * divided by a deviation that is not theirs, layer after layer, they might overflow.
 *
 * <p>Values are centered by the mean rounded to single precision, which is exact where they are near it; what the
 * rounding took away is in the constants. x̂ is computed again where it is needed.
 */
final class LaneBatchNorm extends PerChannelBatchNorm {

    /** Where sums stand in a thread's buffer. */
    private static final int SUMS_AT = Alignment.LEAD;

    private final Layout xLayout;
    private final Layout yLayout;
    private final Layout dxLayout;
    private final Layout dyLayout;
    private final LaneStrides xStrides;
    private final LaneStrides yStrides;
    private final LaneStrides dxStrides;
    private final LaneStrides dyStrides;
    private final Stretches statisticsStretches;
    private final Stretches forwardStretches;
    private final Stretches gradientSumStretches;
    private final Stretches gradientStretches;
    private final Stretches scaledStretches;
    private final int lanes;
    private final int positions;
    private final ChannelItems items;
    private final int channelsPerSum;
    private final NormalizationLoop loop;
    private final ThreadTeam team;
    private final ThreadBuffers buffers;
    private final ItemTask statisticsItem = this::statisticsItem;
    private final ItemTask forwardItem = this::forwardItem;
    private final ItemTask gradientSumItem = this::gradientSumItem;
    private final ItemTask gradientItem = this::gradientItem;

    private float[][] x = LanesKernels.NO_BLOCKS;
    private float[][] y = LanesKernels.NO_BLOCKS;
    private float[][] dx = LanesKernels.NO_BLOCKS;
    private float[][] dy = LanesKernels.NO_BLOCKS;
    private int images;
    private int blocks;

    LaneBatchNorm(
            double epsilon,
            Layout x,
            Layout y,
            Layout dx,
            Layout dy,
            LaneLoops loops,
            ThreadTeam team,
            Workspace workspace) {
        super(x.channels(), epsilon);
        this.xLayout = x;
        this.yLayout = y;
        this.dxLayout = dx;
        this.dyLayout = dy;
        this.lanes = loops.lanes();
        this.xStrides = LaneStrides.of(x, lanes);
        this.yStrides = LaneStrides.of(y, lanes);
        this.dxStrides = LaneStrides.of(dx, lanes);
        this.dyStrides = LaneStrides.of(dy, lanes);
        this.statisticsStretches = Stretches.of(x, xStrides);
        this.forwardStretches = Stretches.of(x, xStrides, yStrides);
        this.gradientSumStretches = Stretches.of(x, xStrides, dyStrides);
        this.gradientStretches = Stretches.of(x, xStrides, dyStrides, dxStrides);
        this.scaledStretches = Stretches.of(x, dyStrides, dxStrides);
        this.positions = x.height() * x.width();
        this.items = ChannelItems.of(x, lanes, positions);
        this.channelsPerSum = WorkItems.extent(x.channels(), (long) Math.ceilDiv(x.maxBatch(), lanes) * positions);
        this.loop = loops.normalization();
        this.team = team;
        this.buffers = workspace.perThread(2L * lanes);
    }

    @Override
    public void addStatistics(Activations part) {
        begin(part);
        x = LaneActivations.of(part, xLayout).blocks();
        team.run(sumItems(), statisticsItem);
    }

    @Override
    public void forward(Activations from, Activations to) {
        requireStatistics();
        begin(from);
        to.setImages(images);
        x = LaneActivations.of(from, xLayout).blocks();
        y = LaneActivations.of(to, yLayout).blocks();
        team.run(items.count(blocks), forwardItem);
    }

    @Override
    public void addGradients(Activations input, Activations from) {
        requireStatistics();
        begin(from);
        x = LaneActivations.of(input, xLayout).blocks();
        dy = LaneActivations.of(from, dyLayout).blocks();
        team.run(sumItems(), gradientSumItem);
    }

    @Override
    public void gradientByInput(Activations input, Activations from, Activations to) {
        requireGradients();
        begin(from);
        to.setImages(images);
        x = LaneActivations.of(input, xLayout).blocks();
        dy = LaneActivations.of(from, dyLayout).blocks();
        dx = LaneActivations.of(to, dxLayout).blocks();
        team.run(items.count(blocks), gradientItem);
    }

    private void begin(Activations part) {
        images = part.images();
        blocks = Math.ceilDiv(images, lanes);
    }

    private int sumItems() {
        return Math.ceilDiv(xLayout.channels(), channelsPerSum);
    }

    private int imagesOf(int block) {
        return Math.min(lanes, images - block * lanes);
    }

    private void statisticsItem(int item, int thread) {
        var sums = buffers.of(thread);
        int first = item * channelsPerSum;
        int end = Math.min(first + channelsPerSum, xLayout.channels());
        for (int block = 0; block < blocks; block++) {
            for (int channel = first; channel < end; channel++) {
                addStatistics(channel, x[block], imagesOf(block), sums);
            }
        }
    }

    /** In two passes: the mean need only be near, since what the deviations from it sum up to is taken into account. */
    private void addStatistics(int channel, float[] values, int held, float[] sums) {
        int count = held * positions;
        int length = statisticsStretches.length();
        Arrays.fill(sums, SUMS_AT, SUMS_AT + lanes, 0);
        for (int row = 0; row < statisticsStretches.count(); row++) {
            loop.addSums(values, xStrides.at(channel, row, 0), length, sums, SUMS_AT);
        }
        float center = (float) (sum(sums, SUMS_AT, held) / count);
        Arrays.fill(sums, SUMS_AT, SUMS_AT + 2 * lanes, 0);
        for (int row = 0; row < statisticsStretches.count(); row++) {
            loop.addDeviations(values, xStrides.at(channel, row, 0), length, center, sums, SUMS_AT);
        }
        double distance = sum(sums, SUMS_AT, held) / count;
        double deviations = Math.max(0, sum(sums, SUMS_AT + lanes, held) - distance * distance * count);
        addStatistics(channel, count, center + distance, deviations);
    }

    private static double sum(float[] sums, int at, int held) {
        double sum = 0;
        for (int lane = 0; lane < held; lane++) {
            sum += sums[at + lane];
        }
        return sum;
    }

    private void forwardItem(int item, int thread) {
        for (int block = items.firstBlock(item); block < items.endBlock(item, blocks); block++) {
            for (int channel = items.firstChannel(item); channel < items.endChannel(item); channel++) {
                double scale = weight(channel) * inverseDeviation(channel);
                float center = (float) mean()[channel];
                float shift = (float) (bias(channel) + (center - mean()[channel]) * scale);
                for (int row = 0; row < forwardStretches.count(); row++) {
                    loop.normalize(
                            x[block],
                            xStrides.at(channel, row, 0),
                            y[block],
                            yStrides.at(channel, row, 0),
                            forwardStretches.length(),
                            imagesOf(block),
                            center,
                            (float) scale,
                            shift);
                }
            }
        }
    }

    private void gradientSumItem(int item, int thread) {
        var sums = buffers.of(thread);
        int first = item * channelsPerSum;
        int end = Math.min(first + channelsPerSum, xLayout.channels());
        for (int block = 0; block < blocks; block++) {
            for (int channel = first; channel < end; channel++) {
                addGradients(channel, block, sums);
            }
        }
    }

    private void addGradients(int channel, int block, float[] sums) {
        float center = (float) mean()[channel];
        Arrays.fill(sums, SUMS_AT, SUMS_AT + 2 * lanes, 0);
        for (int row = 0; row < gradientSumStretches.count(); row++) {
            loop.addGradients(
                    x[block],
                    xStrides.at(channel, row, 0),
                    dy[block],
                    dyStrides.at(channel, row, 0),
                    gradientSumStretches.length(),
                    center,
                    sums,
                    SUMS_AT);
        }
        double sum = sum(sums, SUMS_AT, imagesOf(block));
        double centeredSum = sum(sums, SUMS_AT + lanes, imagesOf(block)) + (center - mean()[channel]) * sum;
        addGradients(channel, sum, centeredSum * inverseDeviation(channel));
    }

    private void gradientItem(int item, int thread) {
        for (int block = items.firstBlock(item); block < items.endBlock(item, blocks); block++) {
            for (int channel = items.firstChannel(item); channel < items.endChannel(item); channel++) {
                if (isOfBatch()) {
                    gradientThroughStatistics(channel, block);
                } else {
                    scaledGradient(channel, block);
                }
            }
        }
    }

    private void gradientThroughStatistics(int channel, int block) {
        double scale = weight(channel) * inverseDeviation(channel);
        float center = (float) mean()[channel];
        double slope = -scale * meanOfDyNormalized(channel) * inverseDeviation(channel);
        double shift = (center - mean()[channel]) * slope - scale * meanOfDy(channel);
        for (int row = 0; row < gradientStretches.count(); row++) {
            loop.gradientByInput(
                    x[block],
                    xStrides.at(channel, row, 0),
                    dy[block],
                    dyStrides.at(channel, row, 0),
                    dx[block],
                    dxStrides.at(channel, row, 0),
                    gradientStretches.length(),
                    imagesOf(block),
                    center,
                    (float) scale,
                    (float) slope,
                    (float) shift);
        }
    }

    private void scaledGradient(int channel, int block) {
        float scale = (float) (weight(channel) * inverseDeviation(channel));
        for (int row = 0; row < scaledStretches.count(); row++) {
            loop.normalize(
                    dy[block],
                    dyStrides.at(channel, row, 0),
                    dx[block],
                    dxStrides.at(channel, row, 0),
                    scaledStretches.length(),
                    imagesOf(block),
                    0,
                    scale,
                    0);
        }
    }
}
