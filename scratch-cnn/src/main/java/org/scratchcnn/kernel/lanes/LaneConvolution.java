package org.scratchcnn.kernel.lanes;

import org.jspecify.annotations.Nullable;
import org.scratchcnn.kernel.Activations;
import org.scratchcnn.kernel.Conv2dGeometry;
import org.scratchcnn.kernel.Layout;
import org.scratchcnn.kernel.Parameter;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.kernel.WeightedKernel;
import org.scratchcnn.kernel.Workspace;
import org.scratchcnn.network.Padding2d;

/** A convolution by either algorithm. */
final class LaneConvolution implements WeightedKernel {

    private static final long NEVER = -1;

    private final Conv2dGeometry geometry;
    private final Layout xLayout;
    private final Layout yLayout;
    private final Layout dxLayout;
    private final Layout dyLayout;
    private final ConvolutionSweep forward;
    private final @Nullable ConvolutionSweep gradientByInput;
    private final Padding2d outputGradientBorder;
    private final @Nullable ConvolutionWeightGradient gradientByWeight;

    private @Nullable Parameter weight;
    private @Nullable Parameter bias;
    private ChannelBias forwardBias = ChannelBias.NONE;
    private long forwardVersion = NEVER;
    private long gradientVersion = NEVER;

    LaneConvolution(
            Conv2dGeometry geometry,
            ConvolutionMethod method,
            ConvolutionMethod weightMethod,
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
        var needed = method.inputBorder(geometry);
        if (!ConvolutionBorders.covers(x.border(), needed)) {
            throw new IllegalArgumentException(
                    "The convolution %s reads a border of %s around its input, but the input was planned with %s; ask inputBorder first"
                            .formatted(geometry, needed, x.border()));
        }
        int lanes = loops.lanes();
        var xStrides = LaneStrides.of(x, lanes);
        var dyStrides = LaneStrides.of(dy, lanes);
        this.forward = method.forward(geometry, xStrides, LaneStrides.of(y, lanes), loops, team, workspace);
        this.outputGradientBorder = method.outputGradientBorder(geometry);
        if (ConvolutionBorders.covers(dy.border(), outputGradientBorder)) {
            this.gradientByInput =
                    method.gradientByInput(geometry, dyStrides, LaneStrides.of(dx, lanes), loops, team, workspace);
            this.gradientByWeight =
                    weightMethod.gradientByWeight(geometry, xStrides, dyStrides, x.maxBatch(), loops, team, workspace);
        } else {
            this.gradientByInput = null;
            this.gradientByWeight = null;
        }
    }

    @Override
    public void prepare(Parameter newWeight, @Nullable Parameter newBias) {
        if (newWeight != weight) {
            weight = newWeight;
            forwardVersion = NEVER;
            gradientVersion = NEVER;
        }
        if (newBias != bias) {
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
        forward.run(from, to, forwardBias);
    }

    /**
     * Writes dx.
     *
     * @throws IllegalStateException if the layout of dy was planned without the border that this needs
     */
    @Override
    public void gradientByInput(Activations dy, Activations dx) {
        var parameter = prepared();
        var sweep = planned(gradientByInput);
        var from = LaneActivations.of(dy, dyLayout);
        var to = LaneActivations.of(dx, dxLayout);
        to.setImages(from.images());
        if (gradientVersion != parameter.version()) {
            sweep.packWeights(parameter.values());
            gradientVersion = parameter.version();
        }
        sweep.run(from, to, ChannelBias.NONE);
    }

    /**
     * Adds to dWeight and dBias.
     *
     * @throws IllegalStateException if the layout of dy was planned without the border that this needs
     */
    @Override
    public void gradientByWeight(Activations x, Activations dy, float[] dWeight, float[] dBias) {
        planned(gradientByWeight).add(LaneActivations.of(x, xLayout), LaneActivations.of(dy, dyLayout), dWeight, dBias);
    }

    private <T> T planned(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException(
                    "The gradients of the convolution %s read a border of %s around dy, but that was planned with %s; ask outputGradientBorder first"
                            .formatted(geometry, outputGradientBorder, dyLayout.border()));
        }
        return part;
    }

    private Parameter prepared() {
        if (weight == null) {
            throw new IllegalStateException("This convolution has no parameters yet; call prepare first");
        }
        return weight;
    }
}
