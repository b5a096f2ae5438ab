package org.scratchcnn.kernel;

import org.jspecify.annotations.Nullable;

/** A convolution or a dense layer: forward and both gradients. It owns its packed weights and its workspace. */
public interface WeightedKernel {

    /** Takes over the parameters; packs or transforms them only where their version changed since the last time. */
    void prepare(Parameter weight, @Nullable Parameter bias);

    /** Writes {@code y} from {@code x} and the prepared parameters. */
    void forward(Activations x, Activations y);

    /** Writes {@code dx}, the loss's gradient by the input, from that by the output. */
    void gradientByInput(Activations dy, Activations dx);

    /**
     * Adds the loss's gradients by weight and bias to what the arrays hold, in the canonical layout.
     *
     * @param dBias of length 0 where there is no bias
     */
    void gradientByWeight(Activations x, Activations dy, float[] dWeight, float[] dBias);
}
