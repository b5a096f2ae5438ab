package org.scratchcnn.kernel;

/** A layer without parameters: pooling, an activation function, reshaping. */
public interface UnaryKernel {

    /** Writes {@code y} from {@code x}. */
    void forward(Activations x, Activations y);

    /** Writes {@code dx} from {@code dy} and what the last {@link #forward} read and wrote. */
    void gradientByInput(Activations x, Activations y, Activations dy, Activations dx);
}
