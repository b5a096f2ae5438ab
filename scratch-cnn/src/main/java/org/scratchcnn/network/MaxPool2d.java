package org.scratchcnn.network;

/**
 * The maximum of each window, channel by channel: {@code [C, H, W]} to {@code [C, outH, outW]}, rounded down.
 *
 * <p>Padding never wins: a window is clipped to the image, in value and in gradient. Among equal values the first in
 * row-major order gets the gradient.
 */
public record MaxPool2d(Window2d window) implements LayerSpec {

    public MaxPool2d {
        PoolWindow.check("MaxPool2d", window);
    }

    /** A square window that moves by its own size. */
    public static MaxPool2d of(int kernel) {
        return new MaxPool2d(PoolWindow.of(Size2d.square(kernel), Size2d.square(kernel), Padding2d.NONE));
    }

    public MaxPool2d withStride(Size2d stride) {
        return new MaxPool2d(PoolWindow.of(window.kernel(), stride, window.padding()));
    }

    public MaxPool2d withPadding(Padding2d padding) {
        return new MaxPool2d(PoolWindow.of(window.kernel(), window.stride(), padding));
    }

    @Override
    public Shape.Image outputShape(Shape input) {
        var image = LayerSpec.requireImage("MaxPool2d", input);
        return window.outputShape(image, image.channels());
    }

    @Override
    public String describe() {
        return "MaxPool2d(" + PoolWindow.describe(window) + ")";
    }
}
