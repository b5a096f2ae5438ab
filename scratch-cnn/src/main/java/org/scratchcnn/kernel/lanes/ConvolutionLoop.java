package org.scratchcnn.kernel.lanes;

/** The part of a convolution that takes the time. */
public interface ConvolutionLoop {

    /**
     * Writes rows {@code [firstRow, endRow)} of one tile of output channels.
     *
     * @param source a lane block
     * @param target a lane block
     */
    void rows(
            DirectSweepPlan plan, ChannelBias bias, float[] source, float[] target, int tile, int firstRow, int endRow);
}
