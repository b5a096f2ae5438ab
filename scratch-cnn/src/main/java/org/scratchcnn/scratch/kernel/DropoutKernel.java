package org.scratchcnn.scratch.kernel;

/**
 * Inverted dropout. Masks are a function of (seed, step, path, image, NCHW index) alone, {@link DropoutMask}, so they
 * are equal in every backend and for any number of threads.
 */
public interface DropoutKernel {

    /** Writes {@code y}: values of {@code x} zeroed or scaled up by the masks of a step. */
    void forward(Activations x, Activations y, long step);

    /** Writes {@code y = x}, as in evaluation. */
    void copy(Activations x, Activations y);

    /** Writes {@code dx} with the masks of the same step as the forward pass. */
    void gradientByInput(Activations dy, Activations dx, long step);
}
