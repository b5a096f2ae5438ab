package org.scratchcnn.kernel.lanes;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.kernel.Activations;
import org.scratchcnn.kernel.Alignment;
import org.scratchcnn.kernel.Conv2dGeometry;
import org.scratchcnn.kernel.ItemTask;
import org.scratchcnn.kernel.Layout;
import org.scratchcnn.kernel.Parameter;
import org.scratchcnn.kernel.ThreadBuffers;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.kernel.WeightedKernel;
import org.scratchcnn.kernel.Workspace;

/**
 * A locally connected layer: at each position the loops of a dense layer over the window there, which is copied together
 * first, one block of images after the other. Weights are read where they are.
 */
final class LaneLocallyConnected implements WeightedKernel {

    private final Conv2dGeometry geometry;
    private final Layout xLayout;
    private final Layout yLayout;
    private final Layout dxLayout;
    private final Layout dyLayout;
    private final LaneWindows x;
    private final LaneWindows dx;
    private final LaneStrides y;
    private final LaneStrides dy;
    private final int lanes;
    private final int inChannels;
    private final int outChannels;
    private final int height;
    private final int width;
    private final int area;
    private final int taps;

    /** Where a thread's buffer holds the outputs of a position, behind its window. */
    private final int outputsAt;

    private final int rowsPerItem;
    private final int bands;
    private final int channelsPerItem;
    private final int chunks;
    private final DenseLoop loop;
    private final ThreadTeam team;
    private final ThreadBuffers buffers;
    private final LocalWeightGradient gradientByWeight;
    private final TiledBiasGradient gradientByBias;
    private final ItemTask forwardItem = this::forwardItem;
    private final ItemTask gradientItem = this::gradientItem;

    /** Each thread's buffer, as the loops take the arrays of some blocks. */
    private final float[][][] arrays;

    private float[] weight = LanesKernels.NOTHING;
    private @Nullable Parameter biasParameter;
    private ChannelBias bias = ChannelBias.NONE;
    private float[][] source = LanesKernels.NO_BLOCKS;
    private float[][] target = LanesKernels.NO_BLOCKS;

    LaneLocallyConnected(
            Conv2dGeometry geometry,
            Layout x,
            Layout y,
            Layout dx,
            Layout dy,
            LaneLoops loops,
            ThreadTeam team,
            Workspace workspace) {
        this.geometry = geometry;
        this.xLayout = x;
        this.yLayout = y;
        this.dxLayout = dx;
        this.dyLayout = dy;
        this.lanes = loops.lanes();
        this.x = LaneWindows.of(geometry, LaneStrides.of(x, lanes));
        this.dx = LaneWindows.of(geometry, LaneStrides.of(dx, lanes));
        this.y = LaneStrides.of(y, lanes);
        this.dy = LaneStrides.of(dy, lanes);
        this.inChannels = geometry.input().channels();
        this.outChannels = geometry.output().channels();
        this.height = geometry.output().height();
        this.width = geometry.output().width();
        this.area = geometry.window().kernel().area();
        this.taps = inChannels * area;
        this.outputsAt = Alignment.LEAD + taps * lanes;
        this.rowsPerItem = WorkItems.extent(height, (long) width * outChannels * taps);
        this.bands = Math.ceilDiv(height, rowsPerItem);
        this.channelsPerItem = WorkItems.extent(inChannels, (long) height * width * outChannels * area);
        this.chunks = Math.ceilDiv(inChannels, channelsPerItem);
        this.loop = loops.dense();
        this.team = team;
        this.buffers = workspace.perThread((long) (taps + outChannels) * lanes);
        this.arrays = new float[team.threads()][1][];
        this.gradientByWeight = new LocalWeightGradient(geometry, this.x, this.dy, loops, team, workspace);
        this.gradientByBias = new TiledBiasGradient(geometry, this.dy, loops, team, workspace);
    }

    @Override
    public void prepare(Parameter newWeight, @Nullable Parameter newBias) {
        weight = newWeight.values();
        if (newBias != biasParameter) {
            biasParameter = newBias;
            bias = newBias == null ? ChannelBias.NONE : ChannelBias.of(geometry, newBias.values());
        }
    }

    @Override
    public void forward(Activations from, Activations to) {
        int blocks = begin(LaneActivations.of(from, xLayout), LaneActivations.of(to, yLayout));
        team.run(blocks * bands, forwardItem);
    }

    @Override
    public void gradientByInput(Activations from, Activations to) {
        int blocks = begin(LaneActivations.of(from, dyLayout), LaneActivations.of(to, dxLayout));
        team.run(blocks * chunks, gradientItem);
    }

    private int begin(LaneActivations from, LaneActivations to) {
        if (weight.length == 0) {
            throw new IllegalStateException("This locally connected layer has no parameters yet; call prepare first");
        }
        to.setImages(from.images());
        source = from.blocks();
        target = to.blocks();
        return from.usedBlocks();
    }

    @Override
    public void gradientByWeight(Activations from, Activations gradient, float[] dWeight, float[] dBias) {
        var outputGradient = LaneActivations.of(gradient, dyLayout);
        gradientByWeight.add(LaneActivations.of(from, xLayout), outputGradient, dWeight);
        gradientByBias.add(outputGradient, dBias);
    }

    /** Some rows of positions of a block. */
    private void forwardItem(int item, int thread) {
        int block = item / bands;
        int firstRow = item % bands * rowsPerItem;
        int endRow = Math.min(firstRow + rowsPerItem, height);
        var buffer = buffers.of(thread);
        arrays[thread][0] = buffer;
        for (int i = firstRow; i < endRow; i++) {
            for (int j = 0; j < width; j++) {
                x.copy(source[block], i, j, buffer, Alignment.LEAD);
                for (int o = 0; o < outChannels; o++) {
                    float value = bias.values()[o * bias.channel() + i * bias.row() + j * bias.column()];
                    Arrays.fill(buffer, outputsAt + o * lanes, outputsAt + (o + 1) * lanes, value);
                }
                loop.addProduct(
                        weight,
                        weightsAt(i, j),
                        taps,
                        1,
                        outChannels,
                        taps,
                        arrays[thread],
                        Alignment.LEAD,
                        arrays[thread],
                        outputsAt,
                        1);
                for (int o = 0; o < outChannels; o++) {
                    System.arraycopy(buffer, outputsAt + o * lanes, target[block], y.at(o, i, j), lanes);
                }
            }
        }
    }

    private int weightsAt(int i, int j) {
        return (i * width + j) * outChannels * taps;
    }

    /** Some input channels of a block: windows overlap, but channels don't. */
    private void gradientItem(int item, int thread) {
        int block = item / chunks;
        int first = item % chunks * channelsPerItem;
        int end = Math.min(first + channelsPerItem, inChannels);
        int rows = (end - first) * area;
        var buffer = buffers.of(thread);
        arrays[thread][0] = buffer;
        clear(target[block], first, end);
        for (int i = 0; i < height; i++) {
            for (int j = 0; j < width; j++) {
                for (int o = 0; o < outChannels; o++) {
                    System.arraycopy(source[block], dy.at(o, i, j), buffer, outputsAt + o * lanes, lanes);
                }
                Arrays.fill(buffer, Alignment.LEAD, Alignment.LEAD + rows * lanes, 0);
                loop.addProduct(
                        weight,
                        weightsAt(i, j) + first * area,
                        1,
                        taps,
                        rows,
                        outChannels,
                        arrays[thread],
                        outputsAt,
                        arrays[thread],
                        Alignment.LEAD,
                        1);
                dx.add(buffer, Alignment.LEAD, first, end, i, j, target[block]);
            }
        }
    }

    private void clear(float[] block, int first, int end) {
        for (int channel = first; channel < end; channel++) {
            for (int row = 0; row < geometry.input().height(); row++) {
                int at = dx.strides().at(channel, row, 0);
                Arrays.fill(block, at, at + geometry.input().width() * lanes, 0);
            }
        }
    }
}
