package org.scratchcnn.layer;

/**
 * One operation of a planned network. It was given its kernel, its parameters and its activations when it was made, so a
 * pass allocates nothing and decides nothing.
 */
public interface Layer {

    /** Writes the layer's output from its input. */
    void forward(Pass pass);

    /** Whether {@link #gradientByParameters} does anything. */
    default boolean hasGradientByParameters() {
        return false;
    }

    /**
     * Adds the gradients of the layer's parameters to what they hold; to be called after a {@link #forward} in training
     * of the same images. A layer without parameters does nothing.
     */
    default void gradientByParameters() {}

    /** Whether {@link #gradientByInput} does anything. */
    default boolean hasGradientByInput() {
        return false;
    }

    /**
     * Writes the gradient of the layer's input where a layer before it needs that; to be called after
     * {@link #gradientByParameters} of the same images.
     */
    default void gradientByInput(Pass pass) {}
}
