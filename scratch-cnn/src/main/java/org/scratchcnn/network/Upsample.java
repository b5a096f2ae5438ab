package org.scratchcnn.network;

import java.util.Locale;

/**
 * A larger image, in which each value stands in a rectangle of its own: {@code [C, H, W]} to {@code [C, H·height, W·width]}.
 * That is interpolation by the nearest neighbour.
 *
 * @param factor how many rows and columns each value gets
 */
public record Upsample(Size2d factor) implements LayerSpec {

    public Upsample {
        if (factor.height() < 1 || factor.width() < 1) {
            throw new IllegalArgumentException("Upsample's factors must be at least 1, but are " + factor);
        }
    }

    /** By the same factor down and across. */
    public static Upsample of(int factor) {
        return new Upsample(Size2d.square(factor));
    }

    @Override
    public Shape.Image outputShape(Shape input) {
        var image = LayerSpec.requireImage("Upsample", input);
        long height = (long) image.height() * factor.height();
        long width = (long) image.width() * factor.width();
        if (Math.max(height, width) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "it makes %d rows of %d, more than there can be; use smaller factors", height, width));
        }
        return Shape.image(image.channels(), (int) height, (int) width);
    }

    @Override
    public String describe() {
        return "Upsample(" + factor + ")";
    }
}
