package org.scratchcnn.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Group normalization (Wu and He 2018): {@code y = weight·x̂ + bias} with {@code x̂ = (x − mean)/√(variance + ε)}, mean and
 * biased variance of each image's groups of channels.
 *
 * <p>Whatever a pass needs it computes from its arguments: none has to follow another.
 */
public interface GroupNormKernel {

    /**
     * Takes over the parameters, which are read whenever a pass needs them: a value a channel, or a value for each of a
     * sample's in row-major order.
     *
     * @param weight null for 1
     * @param bias null for 0; null where weight is
     */
    void prepare(@Nullable Parameter weight, @Nullable Parameter bias);

    /** Writes {@code y} from {@code x}. */
    void forward(Activations x, Activations y);

    /** Adds the gradients by weight and bias, Σ dy·x̂ and Σ dy over the images, to what the arrays hold. */
    void gradientByWeight(Activations x, Activations dy, float[] dWeight, float[] dBias);

    /** Writes {@code dx = (g − mean(g) − x̂·mean(g·x̂))/σ}, where {@code g = weight·dy} and the means are those of a group. */
    void gradientByInput(Activations x, Activations dy, Activations dx);
}
