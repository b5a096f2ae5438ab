package org.scratchcnn.datasets.sample;

import java.util.Arrays;
import java.util.Locale;
import org.scratchcnn.datasets.file.LabelledImages;
import org.scratchcnn.network.DataSpec.Scaling;
import org.scratchcnn.network.ImageSet;
import org.scratchcnn.network.Shape;

/** Images that stay bytes in memory and are scaled, and given a border, one at a time. */
public final class ImageSamples implements LabelledSamples {

    private final LabelledImages images;
    private final int border;
    private final Shape.Image shape;
    /** What each byte value becomes, by channel. */
    private final float[][] scaled;

    /**
     * Samples made of {@code images}.
     *
     * @param set whose means and deviations standardize
     * @param border black pixels added on each side, before scaling
     */
    public ImageSamples(LabelledImages images, ImageSet set, Scaling scaling, int border) {
        this(
                images,
                switch (scaling) {
                    case NONE -> PixelScaling.raw(images.shape().channels());
                    case UNIT_RANGE -> PixelScaling.unitRange(images.shape().channels());
                    case STANDARDIZED -> PixelScaling.standardized(set);
                },
                border);
    }

    /**
     * Samples made of {@code images}.
     *
     * @param border black pixels added on each side, before scaling
     * @throws IllegalArgumentException if {@code scaling} is for another number of channels
     */
    public ImageSamples(LabelledImages images, PixelScaling scaling, int border) {
        var plain = images.shape();
        if (scaling.channels() != plain.channels()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "Images of %s can't be scaled with means and deviations of %d channels",
                    plain,
                    scaling.channels()));
        }
        this.images = images;
        this.border = border;
        this.shape = Shape.image(plain.channels(), plain.height() + 2 * border, plain.width() + 2 * border);
        this.scaled = new float[plain.channels()][];
        Arrays.setAll(scaled, scaling::table);
    }

    @Override
    public int count() {
        return images.count();
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public int label(int sample) {
        return images.labels()[sample];
    }

    @Override
    public void copyTo(int sample, float[] into, int offset) {
        byte[] pixels = images.pixels();
        int height = images.shape().height();
        int width = images.shape().width();
        int from = sample * images.shape().size();
        int to = offset;
        for (float[] table : scaled) {
            if (border == 0) {
                scale(pixels, from, table, into, to, height * width);
            } else {
                Arrays.fill(into, to, to + shape.height() * shape.width(), table[0]);
                for (int y = 0; y < height; y++) {
                    int row = to + (y + border) * shape.width() + border;
                    scale(pixels, from + y * width, table, into, row, width);
                }
            }
            from += height * width;
            to += shape.height() * shape.width();
        }
    }

    private static void scale(byte[] pixels, int from, float[] table, float[] into, int to, int count) {
        for (int i = 0; i < count; i++) {
            into[to + i] = table[pixels[from + i] & 0xFF];
        }
    }
}
