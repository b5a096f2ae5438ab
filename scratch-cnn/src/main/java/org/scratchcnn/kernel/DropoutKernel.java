package org.scratchcnn.kernel;

/**
 * Inverted dropout. Masks are a function of (seed, step, path, image, NCHW index or channel) alone, {@link DropoutMask}, so they
 * are equal in every backend and for any number of threads.
 */
public interface DropoutKernel {

    /**
     * Writes {@code y}: values of {@code x} zeroed or scaled up by the masks of a step.
     *
     * @param firstImage which image of the step's batch the first one is
     */
    void forward(Activations x, Activations y, long step, int firstImage);

    /** Writes {@code y = x}, as in evaluation. */
    void copy(Activations x, Activations y);

    /** Writes {@code dx} with the masks of the same images and step as the forward pass. */
    void gradientByInput(Activations dy, Activations dx, long step, int firstImage);
}
