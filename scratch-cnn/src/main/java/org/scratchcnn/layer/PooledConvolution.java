package org.scratchcnn.layer;

import org.jspecify.annotations.Nullable;
import org.scratchcnn.kernel.Activations;
import org.scratchcnn.kernel.Parameter;
import org.scratchcnn.kernel.PooledWeightGradient;
import org.scratchcnn.kernel.WeightedKernel;

/**
 * The first trained layer, a convolution, before a max pool: its gradients come from the pool's output's, and the pool
 * itself, still a layer of its own, has nothing to do in the backward pass.
 */
public final class PooledConvolution implements Layer {

    private static final float[] NO_BIAS = {};

    private final WeightedKernel kernel;
    private final PooledWeightGradient gradient;
    private final Parameter weight;
    private final @Nullable Parameter bias;
    private final Activations x;
    private final Activations y;
    private final Activations pooled;
    private final Activations dPooled;

    public PooledConvolution(
            WeightedKernel kernel,
            PooledWeightGradient gradient,
            Parameter weight,
            @Nullable Parameter bias,
            Activations x,
            Activations y,
            Activations pooled,
            Activations dPooled) {
        this.kernel = kernel;
        this.gradient = gradient;
        this.weight = weight;
        this.bias = bias;
        this.x = x;
        this.y = y;
        this.pooled = pooled;
        this.dPooled = dPooled;
    }

    @Override
    public void forward(Pass pass) {
        kernel.prepare(weight, bias);
        kernel.forward(x, y);
    }

    @Override
    public boolean hasGradientByParameters() {
        return true;
    }

    @Override
    public void gradientByParameters() {
        gradient.add(x, y, pooled, dPooled, weight.gradient(), bias == null ? NO_BIAS : bias.gradient());
    }
}
