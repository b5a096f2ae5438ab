package org.scratchcnn.kernel.lanes;

import java.util.Arrays;
import org.scratchcnn.kernel.Activations;
import org.scratchcnn.kernel.Alignment;
import org.scratchcnn.kernel.ItemTask;
import org.scratchcnn.kernel.Layout;
import org.scratchcnn.kernel.ThreadBuffers;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.kernel.UnaryKernel;
import org.scratchcnn.kernel.Workspace;
import org.scratchcnn.network.Padding2d;

/**
 * The softmax over channels, or its logarithm: a piece of all channels' positions goes from channel to channel, several times.
 * The largest value is subtracted first, so that no exponential is above 1 and at least one is.
 */
final class LaneSoftmax implements UnaryKernel {

    /** Vector operations that an exponential and what is around it are worth, about. */
    private static final int OPERATIONS = 50;

    /** Values of all channels that stay in the caches from one step to the next. */
    private static final int NEAR = 16_384;

    /** Vectors that are worth the way to a loop and back. */
    private static final int WORTH_A_PIECE = 8;

    /** Channels that are summed up before their sum is added to the others: the more there are, the less is lost so. */
    private static final int CHANNELS_PER_SUM = 32;

    private final boolean logarithm;
    private final Layout xLayout;
    private final Layout yLayout;
    private final Layout dxLayout;
    private final Layout dyLayout;
    private final LaneStrides xStrides;
    private final LaneStrides yStrides;
    private final LaneStrides dxStrides;
    private final LaneStrides dyStrides;
    private final int channels;
    private final Stretches stretches;
    private final int pieceLength;
    private final int piecesPerStretch;
    private final ChannelItems items;
    private final SoftmaxLoop loop;
    private final SumLoop sum;
    private final ActivationLoop activation;
    private final ThreadTeam team;
    private final ThreadBuffers buffers;

    /** Where rows of a thread's buffer begin, each as long as a piece. */
    private final int maxAt;

    private final int totalAt;
    private final int partAt;
    private final int exponentialAt;

    private final ItemTask forwardItem = this::forwardItem;
    private final ItemTask gradientItem = this::gradientItem;

    private float[][] x = LanesKernels.NO_BLOCKS;
    private float[][] y = LanesKernels.NO_BLOCKS;
    private float[][] dx = LanesKernels.NO_BLOCKS;
    private float[][] dy = LanesKernels.NO_BLOCKS;
    private int blocks;

    LaneSoftmax(
            boolean logarithm,
            Layout x,
            Layout y,
            Layout dx,
            Layout dy,
            LaneLoops loops,
            ThreadTeam team,
            Workspace workspace) {
        this.logarithm = logarithm;
        this.xLayout = x;
        this.yLayout = y;
        this.dxLayout = dx;
        this.dyLayout = dy;
        int lanes = loops.lanes();
        this.xStrides = LaneStrides.of(x, lanes);
        this.yStrides = LaneStrides.of(y, lanes);
        this.dxStrides = LaneStrides.of(dx, lanes);
        this.dyStrides = LaneStrides.of(dy, lanes);
        this.channels = x.channels();
        this.stretches = Stretches.of(x, xStrides, yStrides, dxStrides, dyStrides);
        int vectors = Math.max(WORTH_A_PIECE, NEAR / channels / lanes);
        this.pieceLength = Math.min(vectors * lanes, stretches.length());
        this.piecesPerStretch = Math.ceilDiv(stretches.length(), pieceLength);
        var pieces = new Layout(stretches.count() * piecesPerStretch, 1, 1, x.maxBatch(), Padding2d.NONE);
        this.items = ChannelItems.of(pieces, lanes, (long) channels * (pieceLength / lanes) * OPERATIONS);
        this.loop = loops.softmax();
        this.sum = loops.sum();
        this.activation = loops.activation();
        this.team = team;
        this.maxAt = Alignment.LEAD;
        this.totalAt = maxAt + pieceLength;
        this.partAt = totalAt + pieceLength;
        this.exponentialAt = partAt + pieceLength;
        this.buffers = workspace.perThread(4L * pieceLength);
    }

    @Override
    public void forward(Activations from, Activations to) {
        var source = LaneActivations.of(from, xLayout);
        var target = LaneActivations.of(to, yLayout);
        target.setImages(source.images());
        x = source.blocks();
        y = target.blocks();
        blocks = source.usedBlocks();
        team.run(items.count(blocks), forwardItem);
    }

    @Override
    public void gradientByInput(Activations input, Activations output, Activations from, Activations to) {
        var source = LaneActivations.of(from, dyLayout);
        var target = LaneActivations.of(to, dxLayout);
        target.setImages(source.images());
        y = LaneActivations.of(output, yLayout).blocks();
        dy = source.blocks();
        dx = target.blocks();
        blocks = source.usedBlocks();
        team.run(items.count(blocks), gradientItem);
    }

    private void forwardItem(int item, int thread) {
        for (int block = items.firstBlock(item); block < items.endBlock(item, blocks); block++) {
            for (int piece = items.firstChannel(item); piece < items.endChannel(item); piece++) {
                forward(x[block], y[block], piece, buffers.of(thread));
            }
        }
    }

    private void gradientItem(int item, int thread) {
        for (int block = items.firstBlock(item); block < items.endBlock(item, blocks); block++) {
            for (int piece = items.firstChannel(item); piece < items.endChannel(item); piece++) {
                gradient(y[block], dy[block], dx[block], piece, buffers.of(thread));
            }
        }
    }

    private int at(LaneStrides strides, int channel, int piece) {
        return strides.at(channel, piece / piecesPerStretch, 0) + piece % piecesPerStretch * pieceLength;
    }

    private int length(int piece) {
        return Math.min(pieceLength, stretches.length() - piece % piecesPerStretch * pieceLength);
    }

    private void forward(float[] from, float[] to, int piece, float[] buffer) {
        int count = length(piece);
        System.arraycopy(from, at(xStrides, 0, piece), buffer, maxAt, count);
        for (int channel = 1; channel < channels; channel++) {
            loop.larger(from, at(xStrides, channel, piece), buffer, maxAt, count);
        }
        clearSums(buffer, count);
        for (int channel = 0; channel < channels; channel++) {
            int toAt = at(yStrides, channel, piece);
            loop.subtract(from, at(xStrides, channel, piece), buffer, maxAt, to, toAt, count);
            if (logarithm) {
                activation.decay(Decay.OF_SIZE, to, toAt, buffer, exponentialAt, count);
                sum.add(buffer, exponentialAt, buffer, partAt, buffer, partAt, count);
            } else {
                activation.decay(Decay.OF_SIZE, to, toAt, to, toAt, count);
                sum.add(to, toAt, buffer, partAt, buffer, partAt, count);
            }
            addToTotal(channel, buffer, count);
        }
        for (int i = totalAt; i < totalAt + count; i++) {
            buffer[i] = logarithm ? (float) Math.log(buffer[i]) : 1 / buffer[i];
        }
        for (int channel = 0; channel < channels; channel++) {
            int toAt = at(yStrides, channel, piece);
            if (logarithm) {
                loop.subtract(to, toAt, buffer, totalAt, to, toAt, count);
            } else {
                loop.multiply(to, toAt, buffer, totalAt, count);
            }
        }
    }

    private void gradient(float[] output, float[] from, float[] to, int piece, float[] buffer) {
        int count = length(piece);
        clearSums(buffer, count);
        for (int channel = 0; channel < channels; channel++) {
            int fromAt = at(dyStrides, channel, piece);
            if (logarithm) {
                sum.add(from, fromAt, buffer, partAt, buffer, partAt, count);
            } else {
                loop.addProducts(output, at(yStrides, channel, piece), from, fromAt, buffer, partAt, count);
            }
            addToTotal(channel, buffer, count);
        }
        for (int channel = 0; channel < channels; channel++) {
            int outputAt = at(yStrides, channel, piece);
            int fromAt = at(dyStrides, channel, piece);
            int toAt = at(dxStrides, channel, piece);
            if (logarithm) {
                activation.decay(Decay.OF_SIZE, output, outputAt, to, toAt, count);
                loop.gradientOfLogarithm(from, fromAt, buffer, totalAt, to, toAt, count);
            } else {
                loop.gradient(output, outputAt, from, fromAt, buffer, totalAt, to, toAt, count);
            }
        }
    }

    private void clearSums(float[] buffer, int count) {
        Arrays.fill(buffer, totalAt, totalAt + count, 0);
        Arrays.fill(buffer, partAt, partAt + count, 0);
    }

    /** Ends the part behind its last channel. */
    private void addToTotal(int channel, float[] buffer, int count) {
        if (channel % CHANNELS_PER_SUM == CHANNELS_PER_SUM - 1 || channel == channels - 1) {
            sum.add(buffer, partAt, buffer, totalAt, buffer, totalAt, count);
            Arrays.fill(buffer, partAt, partAt + count, 0);
        }
    }
}
