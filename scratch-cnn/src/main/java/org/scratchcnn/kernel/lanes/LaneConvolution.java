package org.scratchcnn.kernel.lanes;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.kernel.Activations;
import org.scratchcnn.kernel.Conv2dGeometry;
import org.scratchcnn.kernel.Layout;
import org.scratchcnn.kernel.Parameter;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.kernel.WeightedKernel;
import org.scratchcnn.kernel.Workspace;
import org.scratchcnn.network.Bias;
import org.scratchcnn.network.Padding2d;

/** A convolution, or a transposed one, whose passes are those of the convolution in other roles. */
final class LaneConvolution implements WeightedKernel {

    private static final long NEVER = -1;

    /** What is planned, for messages. */
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

    private LaneConvolution(
            Conv2dGeometry geometry,
            Layout x,
            Layout y,
            Layout dx,
            Layout dy,
            Padding2d inputBorder,
            Padding2d outputGradientBorder,
            Supplier<ConvolutionSweep> forward,
            Supplier<ConvolutionSweep> gradientByInput,
            Supplier<ConvolutionWeightGradient> gradientByWeight) {
        this.geometry = geometry;
        this.xLayout = x;
        this.yLayout = y;
        this.dxLayout = dx;
        this.dyLayout = dy;
        this.outputGradientBorder = outputGradientBorder;
        if (!ConvolutionBorders.covers(x.border(), inputBorder)) {
            throw new IllegalArgumentException(
                    "The convolution %s reads a border of %s around its input, but the input was planned with %s; ask inputBorder first"
                            .formatted(geometry, inputBorder, x.border()));
        }
        boolean hasGradients = ConvolutionBorders.covers(dy.border(), outputGradientBorder);
        this.forward = forward.get();
        this.gradientByInput = hasGradients ? gradientByInput.get() : null;
        this.gradientByWeight = hasGradients ? gradientByWeight.get() : null;
    }

    static LaneConvolution of(
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
        var xs = LaneStrides.of(x, loops.lanes());
        var ys = LaneStrides.of(y, loops.lanes());
        var dxs = LaneStrides.of(dx, loops.lanes());
        var dys = LaneStrides.of(dy, loops.lanes());
        return new LaneConvolution(
                geometry,
                x,
                y,
                dx,
                dy,
                method.inputBorder(geometry),
                method.outputGradientBorder(geometry),
                () -> method.forward(geometry, xs, ys, loops, team, workspace),
                () -> method.gradientByInput(geometry, dys, dxs, loops, team, workspace),
                () -> weightMethod.gradientByWeight(geometry, xs, dys, x.maxBatch(), loops, team, workspace));
    }

    /**
     * The transposed one.
     *
     * @param geometry of the convolution, from y to x, with the transposed one's bias
     */
    static LaneConvolution transposed(
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
        var xs = LaneStrides.of(x, loops.lanes());
        var ys = LaneStrides.of(y, loops.lanes());
        var dxs = LaneStrides.of(dx, loops.lanes());
        var dys = LaneStrides.of(dy, loops.lanes());
        var turned = new Conv2dGeometry(
                geometry.output(), geometry.input(), geometry.window(), geometry.bias(), geometry.groups());
        return new LaneConvolution(
                turned,
                x,
                y,
                dx,
                dy,
                method.outputGradientBorder(geometry),
                method.inputBorder(geometry),
                () -> method.gradientByInput(geometry, xs, ys, loops, team, workspace),
                () -> method.forward(geometry, dys, dxs, loops, team, workspace),
                () -> {
                    var byWeight = weightMethod.gradientByWeight(
                            geometry.withBias(Bias.NONE), dys, xs, x.maxBatch(), loops, team, workspace);
                    var byBias = new TiledBiasGradient(turned, dys, loops, team, workspace);
                    return (input, gradient, dWeight, dBias) -> {
                        byWeight.add(gradient, input, dWeight, LanesKernels.NOTHING);
                        byBias.add(gradient, dBias);
                    };
                });
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
            forwardBias = newBias == null ? ChannelBias.NONE : ChannelBias.of(geometry, newBias.values());
        }
        if (forwardVersion != newWeight.version()) {
            forward.packWeights(newWeight.values());
            forwardVersion = newWeight.version();
        }
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
