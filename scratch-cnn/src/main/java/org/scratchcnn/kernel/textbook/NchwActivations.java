package org.scratchcnn.kernel.textbook;

import java.util.Locale;
import org.scratchcnn.kernel.Activations;
import org.scratchcnn.kernel.Layout;
import org.scratchcnn.network.PlannedArrays;

/**
 * Activations as one row-major array {@code [maxBatch, C, H, W]} without borders. A view's samples stand apart in it: the
 * channels of the buffer that it leaves out are between them.
 */
final class NchwActivations implements Activations {

    private final Layout layout;
    private final float[] values;
    private int images;

    NchwActivations(Layout layout) {
        if (!layout.border().isNone()) {
            throw new IllegalArgumentException(
                    "The textbook backend keeps no borders, but was asked for one of " + layout.border());
        }
        this(layout, new float[size(layout)]);
    }

    private NchwActivations(Layout layout, float[] values) {
        this.layout = layout;
        this.values = values;
        this.images = layout.maxBatch();
    }

    /** One array. */
    static PlannedArrays arrays(Layout layout) {
        return new PlannedArrays(1, size(layout));
    }

    private static int size(Layout layout) {
        long size = (long) layout.requireWhole().maxBatch() * layout.sampleSize();
        if (size > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d samples of %d values are more than one array holds; use smaller batches",
                    layout.maxBatch(),
                    layout.sampleSize()));
        }
        return (int) size;
    }

    /** Some of these channels, in the same array. */
    NchwActivations view(Layout view) {
        return new NchwActivations(view.requireWithin(layout), values);
    }

    /**
     * The values of activations that this backend allocated, sample by sample.
     *
     * @throws IllegalArgumentException if another backend did, or if it is a view, whose samples stand apart
     */
    static float[] valuesOf(Activations activations) {
        var own = of(activations);
        if (own.layout.isView()) {
            throw new IllegalArgumentException(
                    "This kernel of the textbook backend takes whole buffers only, but was given the view %s; copy its channels first"
                            .formatted(own.layout));
        }
        return own.values;
    }

    /**
     * The argument as this backend's activations.
     *
     * @throws IllegalArgumentException if another backend made it
     */
    static NchwActivations of(Activations activations) {
        if (activations instanceof NchwActivations own) {
            return own;
        }
        throw new IllegalArgumentException("The textbook backend was given activations of another backend, "
                + activations.getClass().getSimpleName());
    }

    /** The array that these values stand in, a view's among others. */
    float[] values() {
        return values;
    }

    /** Where the first sample begins. */
    int offset() {
        return layout.firstChannel() * layout.height() * layout.width();
    }

    /** Distance from one sample to the next. */
    int sampleStride() {
        return layout.bufferChannels() * layout.height() * layout.width();
    }

    @Override
    public Layout layout() {
        return layout;
    }

    @Override
    public int images() {
        return images;
    }

    @Override
    public void setImages(int newImages) {
        if (newImages < 1 || newImages > layout.maxBatch()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "These activations hold 1 to %d samples, but were to hold %d",
                    layout.maxBatch(),
                    newImages));
        }
        images = newImages;
    }
}
