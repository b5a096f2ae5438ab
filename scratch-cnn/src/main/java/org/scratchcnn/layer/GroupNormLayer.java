package org.scratchcnn.layer;

import org.jspecify.annotations.Nullable;
import org.scratchcnn.kernel.Activations;
import org.scratchcnn.kernel.GroupNormKernel;
import org.scratchcnn.kernel.Parameter;

/** Normalization of each sample by itself, the same in training and evaluation. */
public final class GroupNormLayer implements Layer {

    private final GroupNormKernel kernel;
    private final @Nullable Parameter weight;
    private final @Nullable Parameter bias;
    private final Activations x;
    private final Activations y;
    private final @Nullable Activations dy;
    private final @Nullable Activations dx;

    /**
     * A layer over its kernel.
     *
     * @param weight null, like the bias, where there is none; trained where it has room for a gradient
     */
    public GroupNormLayer(
            GroupNormKernel kernel,
            @Nullable Parameter weight,
            @Nullable Parameter bias,
            LayerActivations activations) {
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
        return dy != null && weight != null && weight.isTrained();
    }

    @Override
    public void gradientByParameters() {
        if (dy != null && weight != null && bias != null) {
            kernel.gradientByWeight(x, dy, weight.gradient(), bias.gradient());
        }
    }

    @Override
    public boolean hasGradientByInput() {
        return dy != null && dx != null;
    }

    @Override
    public void gradientByInput(Pass pass) {
        if (dy != null && dx != null) {
            kernel.gradientByInput(x, dy, dx);
        }
    }
}
