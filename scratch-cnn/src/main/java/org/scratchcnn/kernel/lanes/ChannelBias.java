package org.scratchcnn.kernel.lanes;

import org.scratchcnn.kernel.Conv2dGeometry;

/**
 * What is added to each output of a convolution: {@code values[c·channel + y·row + x·column]}. Steps of zero make one
 * value serve a whole channel, or all of them.
 */
public record ChannelBias(float[] values, int channel, int row, int column) {

    /** Adds nothing. */
    public static final ChannelBias NONE = new ChannelBias(new float[1], 0, 0, 0);

    static ChannelBias of(Conv2dGeometry geometry, float[] values) {
        var output = geometry.output();
        return switch (geometry.bias()) {
            case NONE -> NONE;
            case PER_CHANNEL -> new ChannelBias(values, 1, 0, 0);
            case PER_POSITION -> new ChannelBias(values, output.height() * output.width(), output.width(), 1);
        };
    }
}
