package org.scratchcnn.scratch.kernel.lanes;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.scratch.kernel.Activations;
import org.scratchcnn.scratch.kernel.Conv2dGeometry;
import org.scratchcnn.scratch.kernel.ItemTask;
import org.scratchcnn.scratch.kernel.Layout;
import org.scratchcnn.scratch.kernel.Parameter;
import org.scratchcnn.scratch.kernel.ThreadTeam;
import org.scratchcnn.scratch.kernel.WeightedKernel;

/** A convolution as its definition has it, for any stride, padding and dilation: {@code DIRECT}. */
final class DirectConvolution implements WeightedKernel {

    private static final long NEVER = -1;

    private final Conv2dGeometry geometry;
    private final Layout xLayout;
    private final Layout yLayout;
    private final Layout dxLayout;
    private final Layout dyLayout;
    private final ThreadTeam team;
    private final ConvolutionLoop loop;
    private final ConvolutionPass forward;
    private final List<ConvolutionPass> gradientByInput;
    private final ConvolutionWeightGradient gradientByWeight;
    private final ItemTask item = this::item;

    private @Nullable Parameter weight;
    private @Nullable Parameter bias;
    private ChannelBias forwardBias = ChannelBias.NONE;
    private long forwardVersion = NEVER;
    private long gradientVersion = NEVER;

    private ConvolutionPass pass;
    private ChannelBias passBias = ChannelBias.NONE;
    private float[][] source = LanesKernels.NO_BLOCKS;
    private float[][] target = LanesKernels.NO_BLOCKS;
    private int rowsPerItem = 1;
    private int bands = 1;

    DirectConvolution(
            Conv2dGeometry geometry, Layout x, Layout y, Layout dx, Layout dy, LaneLoops loops, ThreadTeam team) {
        this.geometry = geometry;
        this.xLayout = x;
        this.yLayout = y;
        this.dxLayout = dx;
        this.dyLayout = dy;
        this.team = team;
        this.loop = loops.convolution();
        var needed = ConvolutionBorders.input(geometry);
        if (!ConvolutionBorders.covers(x.border(), needed)) {
            throw new IllegalArgumentException(
                    "The convolution %s reads a border of %s around its input, but the input was planned with %s; ask inputBorder first"
                            .formatted(geometry, needed, x.border()));
        }
        int lanes = loops.lanes();
        var dyStrides = LaneStrides.of(dy, lanes);
        this.forward = ConvolutionPasses.forward(geometry, LaneStrides.of(x, lanes), LaneStrides.of(y, lanes));
        this.gradientByInput = ConvolutionBorders.covers(dy.border(), ConvolutionBorders.outputGradient(geometry))
                ? ConvolutionPasses.gradientByInput(geometry, dyStrides, LaneStrides.of(dx, lanes))
                : List.of();
        this.gradientByWeight =
                new ConvolutionWeightGradient(geometry, forward, dyStrides, loops.weightGradient(), team);
        this.pass = forward;
    }

    @Override
    public void prepare(Parameter newWeight, @Nullable Parameter newBias) {
        if (newWeight != weight) {
            weight = newWeight;
            forwardVersion = NEVER;
            gradientVersion = NEVER;
        }
        if (newBias != bias || newBias == null) {
            bias = newBias;
            forwardBias = newBias == null ? ChannelBias.NONE : biasOf(newBias.values());
        }
        if (forwardVersion != newWeight.version()) {
            forward.packWeights(newWeight.values());
            forwardVersion = newWeight.version();
        }
    }

    private ChannelBias biasOf(float[] values) {
        var output = geometry.output();
        return switch (geometry.bias()) {
            case NONE -> ChannelBias.NONE;
            case PER_CHANNEL -> new ChannelBias(values, 1, 0, 0);
            case PER_POSITION -> new ChannelBias(values, output.height() * output.width(), output.width(), 1);
        };
    }

    @Override
    public void forward(Activations x, Activations y) {
        prepared();
        var from = LaneActivations.of(x, xLayout);
        var to = LaneActivations.of(y, yLayout);
        to.setImages(from.images());
        run(forward, forwardBias, from, to);
    }

    /**
     * Writes dx.
     *
     * @throws IllegalStateException if the layout of dy was planned without the border that this needs
     */
    @Override
    public void gradientByInput(Activations dy, Activations dx) {
        var parameter = prepared();
        if (gradientByInput.isEmpty()) {
            throw new IllegalStateException(
                    "The gradient by input of the convolution %s reads a border of %s around dy, but that was planned with %s; ask outputGradientBorder first"
                            .formatted(geometry, ConvolutionBorders.outputGradient(geometry), dyLayout.border()));
        }
        var from = LaneActivations.of(dy, dyLayout);
        var to = LaneActivations.of(dx, dxLayout);
        to.setImages(from.images());
        boolean stale = gradientVersion != parameter.version();
        gradientVersion = parameter.version();
        for (int i = 0; i < gradientByInput.size(); i++) {
            var sweep = gradientByInput.get(i);
            if (stale) {
                sweep.packWeights(parameter.values());
            }
            run(sweep, ChannelBias.NONE, from, to);
        }
    }

    @Override
    public void gradientByWeight(Activations x, Activations dy, float[] dWeight, float[] dBias) {
        gradientByWeight.add(LaneActivations.of(x, xLayout), LaneActivations.of(dy, dyLayout), dWeight, dBias);
    }

    @Override
    public long workspaceBytes() {
        long bytes = forward.workspaceBytes() + gradientByWeight.workspaceBytes();
        for (var sweep : gradientByInput) {
            bytes += sweep.workspaceBytes();
        }
        return bytes;
    }

    private Parameter prepared() {
        if (weight == null) {
            throw new IllegalStateException("This convolution has no parameters yet; call prepare first");
        }
        return weight;
    }

    private void run(ConvolutionPass sweep, ChannelBias sweepBias, LaneActivations from, LaneActivations to) {
        pass = sweep;
        passBias = sweepBias;
        source = from.blocks();
        target = to.blocks();
        long operationsPerRow = (long) sweep.columns() * sweep.taps() * sweep.channels();
        rowsPerItem = WorkItems.extent(sweep.rows(), operationsPerRow);
        bands = Math.ceilDiv(sweep.rows(), rowsPerItem);
        team.run(from.usedBlocks() * bands, item);
    }

    private void item(int index, int thread) {
        int block = index / bands;
        int firstRow = index % bands * rowsPerItem;
        int endRow = Math.min(firstRow + rowsPerItem, pass.rows());
        for (int tile = 0; tile < pass.tiles(); tile++) {
            loop.rows(pass, passBias, source[block], target[block], tile, firstRow, endRow);
        }
    }
}
