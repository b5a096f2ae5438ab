package org.scratchcnn.datasets.user;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What becomes of image files as they are read.
 *
 * @param size that every image is brought to; empty if all must have the same size and keep it
 * @param fit how images of another shape are brought to {@code size}
 * @param channels 1 for luminance, 3 for red, green and blue; empty for 1 where every image is grey, else 3
 * @param skipBad whether files that can't be read as images are left out; else they are an error
 */
public record ImageOptions(Optional<Size> size, Fit fit, OptionalInt channels, boolean skipBad) {

    /** Images of one size, in as many channels as they need, none of them bad. */
    public static final ImageOptions DEFAULT =
            new ImageOptions(Optional.empty(), Fit.STRETCH, OptionalInt.empty(), false);

    /** Rows and columns of pixels. */
    public record Size(int height, int width) {

        public Size {
            if (height < 1 || width < 1) {
                throw new IllegalArgumentException(
                        "Images need at least one row and one column, but should have the size " + height + "×"
                                + width);
            }
        }

        /** For example {@code 28×32} where there are 28 rows. */
        @Override
        public String toString() {
            return height + "×" + width;
        }
    }

    /** How an image gets a shape that is not its own. */
    public enum Fit {
        /** Height and width are scaled each by its own factor. */
        STRETCH,
        /** Both are scaled by one factor, so that the image just covers the size, and what juts out is cut off evenly. */
        CROP
    }

    public ImageOptions {
        if (channels.isPresent() && channels.getAsInt() != 1 && channels.getAsInt() != 3) {
            throw new IllegalArgumentException(
                    "Images have 1 channel (grey) or 3 (colour), but " + channels.getAsInt() + " were asked for");
        }
    }

    public ImageOptions withSize(int height, int width) {
        return new ImageOptions(Optional.of(new Size(height, width)), fit, channels, skipBad);
    }

    public ImageOptions withFit(Fit wanted) {
        return new ImageOptions(size, wanted, channels, skipBad);
    }

    public ImageOptions withChannels(int wanted) {
        return new ImageOptions(size, fit, OptionalInt.of(wanted), skipBad);
    }

    public ImageOptions skippingBad() {
        return new ImageOptions(size, fit, channels, true);
    }
}
