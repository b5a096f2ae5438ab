package org.scratchcnn.kernel.lanes;

/** A convolution's gradients by weight and bias, by one algorithm. */
interface ConvolutionWeightGradient {

    /** Adds the gradients, summed over the images of {@code dy}, to what is there. */
    void add(LaneActivations x, LaneActivations dy, float[] dWeight, float[] dBias);
}
