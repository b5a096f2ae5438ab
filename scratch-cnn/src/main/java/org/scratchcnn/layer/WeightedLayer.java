package org.scratchcnn.layer;

import org.jspecify.annotations.Nullable;
import org.scratchcnn.kernel.Activations;
import org.scratchcnn.kernel.Parameter;
import org.scratchcnn.kernel.WeightedKernel;

/** A layer with a weight and perhaps a bias: a convolution or a dense layer. */
public final class WeightedLayer implements Layer {

    private static final float[] NO_BIAS = {};

    private final WeightedKernel kernel;
    private final Parameter weight;
    private final @Nullable Parameter bias;
    private final Activations x;
    private final Activations y;
    private final @Nullable Activations dy;
    private final @Nullable Activations dx;

    /**
     * A layer over its kernel.
     *
     * @param weight trained where it has room for a gradient
     */
    public WeightedLayer(
            WeightedKernel kernel, Parameter weight, @Nullable Parameter bias, LayerActivations activations) {
        this.kernel = kernel;
        this.weight = weight;
        this.bias = bias;
        this.x = activations.x();
        this.y = activations.y();
        this.dy = activations.dy();
        this.dx = activations.dx();
    }

    @Override
    public void forward(Pass pass) {
        kernel.prepare(weight, bias);
        kernel.forward(x, y);
    }

    @Override
    public boolean hasGradientByParameters() {
        return dy != null && weight.isTrained();
    }

    @Override
    public void gradientByParameters() {
        if (dy != null) {
            kernel.gradientByWeight(x, dy, weight.gradient(), bias == null ? NO_BIAS : bias.gradient());
        }
    }

    @Override
    public boolean hasGradientByInput() {
        return dy != null && dx != null;
    }

    @Override
    public void gradientByInput(Pass pass) {
        if (dy != null && dx != null) {
            kernel.gradientByInput(dy, dx);
        }
    }
}
