package org.scratchcnn.datasets.file;

import java.util.Locale;
import org.scratchcnn.network.Shape;

/**
 * Images as bytes, with their classes.
 *
 * @param pixels {@code [N, C, H, W]}, row-major, unsigned
 * @param labels {@code [N]}, from 0
 */
public record LabelledImages(Shape.Image shape, byte[] pixels, int[] labels) {

    public LabelledImages {
        if (pixels.length != (long) labels.length * shape.size()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d labels need %d pixels of images of %s, but there are %d",
                    labels.length,
                    (long) labels.length * shape.size(),
                    shape,
                    pixels.length));
        }
    }

    public int count() {
        return labels.length;
    }
}
