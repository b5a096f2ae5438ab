package org.scratchcnn.kernel.lanes;

/** A convolution's forward pass, or its gradient by input, by one algorithm. Owns its packed weights. */
interface ConvolutionSweep {

    /** Takes over the weights {@code [out, in, kH, kW]}, whose values have changed. */
    void packWeights(float[] canonical);

    /** Writes every value of {@code to} for the images of {@code from}. */
    void run(LaneActivations from, LaneActivations to, ChannelBias bias);
}
