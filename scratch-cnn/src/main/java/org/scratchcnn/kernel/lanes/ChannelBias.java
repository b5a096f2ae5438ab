package org.scratchcnn.kernel.lanes;

/**
 * What is added to each output of a convolution: {@code values[c·channel + y·row + x·column]}. Steps of zero make one
 * value serve a whole channel, or all of them.
 */
public record ChannelBias(float[] values, int channel, int row, int column) {

    /** Adds nothing. */
    public static final ChannelBias NONE = new ChannelBias(new float[1], 0, 0, 0);
}
