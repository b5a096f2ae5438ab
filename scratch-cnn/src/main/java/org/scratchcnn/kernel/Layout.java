package org.scratchcnn.kernel;

import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Shape;

/**
 * What a backend needs to know to allocate activations: the shape of one sample, how many samples at most, and how wide
 * a border of zeros the readers of these activations want around each channel. Features are images of 1×1.
 */
public record Layout(int channels, int height, int width, int maxBatch, Padding2d border) {

    public Layout {
        if (maxBatch < 1) {
            throw new IllegalArgumentException(
                    "Activations need room for at least 1 sample, but were given " + maxBatch);
        }
    }

    public static Layout of(Shape shape, int maxBatch, Padding2d border) {
        return switch (shape) {
            case Shape.Image(int channels, int height, int width) ->
                new Layout(channels, height, width, maxBatch, border);
            case Shape.Features(int count) -> new Layout(count, 1, 1, maxBatch, border);
        };
    }

    /** Values of one sample, without the border. */
    public int sampleSize() {
        return channels * height * width;
    }
}
