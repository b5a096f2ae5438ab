package org.scratchcnn.kernel.textbook;

import java.util.Locale;
import org.scratchcnn.kernel.Activations;
import org.scratchcnn.kernel.Layout;
import org.scratchcnn.network.PlannedArrays;

/** Activations as one row-major array {@code [maxBatch, C, H, W]} without borders. */
final class NchwActivations implements Activations {

    private final Layout layout;
    private final float[] values;
    private int images;

    NchwActivations(Layout layout) {
        if (!layout.border().isNone()) {
            throw new IllegalArgumentException(
                    "The textbook backend keeps no borders, but was asked for one of " + layout.border());
        }
        this.layout = layout;
        this.values = new float[size(layout)];
        this.images = layout.maxBatch();
    }

    /** One array. */
    static PlannedArrays arrays(Layout layout) {
        return new PlannedArrays(1, size(layout));
    }

    private static int size(Layout layout) {
        long size = (long) layout.maxBatch() * layout.sampleSize();
        if (size > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d samples of %d values are more than one array holds; use smaller batches",
                    layout.maxBatch(),
                    layout.sampleSize()));
        }
        return (int) size;
    }

    /**
     * The values of activations that this backend allocated.
     *
     * @throws IllegalArgumentException if another backend did
     */
    static float[] valuesOf(Activations activations) {
        if (activations instanceof NchwActivations nchw) {
            return nchw.values;
        }
        throw new IllegalArgumentException("The textbook backend was given activations of another backend, "
                + activations.getClass().getSimpleName());
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
