package org.scratchcnn.network;

/**
 * The maximum of each window, channel by channel: {@code [C, H, W]} to {@code [C, outH, outW]}, rounded down, or
 * up in ceil mode.
 *
 * <p>Padding never wins: a window is clipped to the image, in value and in gradient. Among equal values the first in
 * row-major order gets the gradient.
 */
public record MaxPool2d(PoolWindow window) implements LayerSpec {

    public MaxPool2d {
        window.check("MaxPool2d");
    }

    /** A square window that moves by its own size. */
    public static MaxPool2d of(int kernel) {
        return new MaxPool2d(PoolWindow.of(kernel));
    }

    public MaxPool2d withStride(Size2d stride) {
        return new MaxPool2d(window.withStride(stride));
    }

    public MaxPool2d withPadding(Padding2d padding) {
        return new MaxPool2d(window.withPadding(padding));
    }

    public MaxPool2d withCeilMode(boolean ceilMode) {
        return new MaxPool2d(window.withCeilMode(ceilMode));
    }

    @Override
    public Shape.Image outputShape(Shape input) {
        return window.outputShape(LayerSpec.requireImage("MaxPool2d", input));
    }

    @Override
    public String describe() {
        return "MaxPool2d(" + window.describe() + ")";
    }
}
