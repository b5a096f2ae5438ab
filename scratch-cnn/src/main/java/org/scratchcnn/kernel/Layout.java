package org.scratchcnn.kernel;

import java.util.Locale;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Shape;

/**
 * What a backend needs to know to allocate activations: the shape of one sample, how many samples at most, and how wide
 * a border of zeros the readers of these activations want around each channel. Features are images of 1×1.
 *
 * <p>A layout is a whole buffer or a view: a range of another's channels, in the same memory.
 *
 * @param firstChannel of the buffer that is channel 0 here
 * @param bufferChannels channels of the buffer, at least {@code firstChannel + channels}
 */
public record Layout(
        int channels, int height, int width, int maxBatch, Padding2d border, int firstChannel, int bufferChannels) {

    public Layout {
        if (maxBatch < 1) {
            throw new IllegalArgumentException(
                    "Activations need room for at least 1 sample, but were given " + maxBatch);
        }
        requireChannels(firstChannel, channels, bufferChannels);
    }

    /** A whole buffer. */
    public Layout(int channels, int height, int width, int maxBatch, Padding2d border) {
        this(channels, height, width, maxBatch, border, 0, channels);
    }

    /** A whole buffer for samples of that shape. */
    public static Layout of(Shape shape, int maxBatch, Padding2d border) {
        return switch (shape) {
            case Shape.Image(int channels, int height, int width) ->
                new Layout(channels, height, width, maxBatch, border);
            case Shape.Features(int count) -> new Layout(count, 1, 1, maxBatch, border);
        };
    }

    /**
     * The view of some channels of this layout, which may be a view itself.
     *
     * @param first of them, counted from this layout's
     * @param count of them
     * @throws IllegalArgumentException if this layout does not have all of them
     */
    public Layout view(int first, int count) {
        requireChannels(first, count, channels);
        return new Layout(count, height, width, maxBatch, border, firstChannel + first, bufferChannels);
    }

    /** Whether this is less than a whole buffer. */
    public boolean isView() {
        return channels < bufferChannels;
    }

    /**
     * This layout, which has to be a whole buffer.
     *
     * @throws IllegalArgumentException if it is a view, which has no memory of its own
     */
    public Layout requireWhole() {
        if (isView()) {
            throw new IllegalArgumentException(
                    "A view has no memory of its own, but it was asked for that of %s; allocate the whole buffer and take the view of that"
                            .formatted(this));
        }
        return this;
    }

    /**
     * This layout, which has to be a range of another's channels.
     *
     * @throws IllegalArgumentException if it is not
     */
    public Layout requireWithin(Layout other) {
        int first = firstChannel - other.firstChannel;
        boolean inside = first >= 0 && first + channels <= other.channels;
        if (!inside || !other.view(first, channels).equals(this)) {
            throw new IllegalArgumentException(
                    "%s are no channels of %s; take the view from that layout".formatted(this, other));
        }
        return this;
    }

    private static void requireChannels(int first, int count, int all) {
        if (first < 0 || count < 1 || first > all - count) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "A view needs at least 1 of the %d channels that are there, but was given %d channels from channel %d on",
                    all,
                    count,
                    first));
        }
    }

    /** Values of one sample, without the border. */
    public int sampleSize() {
        return channels * height * width;
    }
}
