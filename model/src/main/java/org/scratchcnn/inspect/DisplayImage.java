package org.scratchcnn.inspect;

import java.util.Locale;
import org.scratchcnn.ImageInput;
import org.scratchcnn.network.Shape;

/**
 * An image to look at.
 *
 * @param shape {@code [1, H, W]} in grey, or {@code [3, H, W]} in red, green and blue
 * @param pixels row-major, unsigned; not copied
 */
public record DisplayImage(Shape.Image shape, byte[] pixels) {

    private static final int LARGEST = 255;
    private static final int GREY = 128;

    public DisplayImage {
        if ((shape.channels() != 1 && shape.channels() != 3) || pixels.length != shape.size()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "An image to look at has 1 channel or 3 and a pixel for each place, but has the shape %s and %d pixels",
                    shape,
                    pixels.length));
        }
    }

    /**
     * Values between two limits, evenly from black to white. Where the limits are the same, all is grey.
     *
     * @param values row-major, from {@code offset} on
     */
    static DisplayImage between(Shape.Image shape, float[] values, int offset, double black, double white) {
        var pixels = new byte[shape.size()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = black == white ? (byte) GREY : pixel((values[offset + i] - black) / (white - black));
        }
        return new DisplayImage(shape, pixels);
    }

    /**
     * A network's input as the image that it was made of.
     *
     * @param sample {@code [C, H, W]}, row-major
     * @param input how it was made
     */
    public static DisplayImage of(float[] sample, ImageInput input) {
        var pixels = new byte[input.shape().size()];
        int area = input.shape().height() * input.shape().width();
        for (int i = 0; i < pixels.length; i++) {
            double mean = input.scaling().means().get(i / area);
            double deviation = input.scaling().deviations().get(i / area);
            pixels[i] = pixel(sample[i] * deviation + mean);
        }
        return new DisplayImage(input.shape(), pixels);
    }

    private static byte pixel(double brightness) {
        return (byte) Math.round(Math.clamp(brightness, 0.0, 1.0) * LARGEST);
    }
}
