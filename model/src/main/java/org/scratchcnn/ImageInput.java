package org.scratchcnn;

import java.util.Locale;
import org.scratchcnn.datasets.sample.PixelScaling;
import org.scratchcnn.datasets.user.ImageOptions.Fit;
import org.scratchcnn.network.Shape;

/**
 * How image files become a network's inputs; a model keeps it, so that it treats new images as those that it was trained on.
 *
 * @param shape of one input, {@code [1 or 3, H, W]}
 * @param fit how images of another shape are brought to it
 * @param scaling what becomes of pixels
 */
public record ImageInput(Shape.Image shape, Fit fit, PixelScaling scaling) {

    public ImageInput {
        if (scaling.channels() != shape.channels()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "Images of %s can't be scaled with means and deviations of %d channels",
                    shape,
                    scaling.channels()));
        }
    }
}
