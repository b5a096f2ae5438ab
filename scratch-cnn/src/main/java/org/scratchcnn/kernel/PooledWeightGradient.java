package org.scratchcnn.kernel;

/**
 * Gradients by weight and bias of a convolution whose output only a max pool reads, where nothing before it is trained:
 * the gradient by that output is made a part at a time and never written down.
 */
public interface PooledWeightGradient {

    /**
     * Adds the gradients to what the arrays hold, in the canonical layout.
     *
     * @param x the convolution's input
     * @param y the convolution's output, the pool's input
     * @param pooled the pool's output
     * @param dPooled the loss's gradient by the pool's output
     * @param dBias of length 0 where there is no bias
     */
    void add(Activations x, Activations y, Activations pooled, Activations dPooled, float[] dWeight, float[] dBias);
}
