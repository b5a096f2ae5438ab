package org.scratchcnn.network;

/**
 * The mean of each window, channel by channel: {@code [C, H, W]} to {@code [C, outH, outW]}, rounded down.
 *
 * @param countPadding whether padded positions count in the divisor (PyTorch's {@code count_include_pad})
 */
public record AvgPool2d(Window2d window, boolean countPadding) implements LayerSpec {

    public AvgPool2d {
        PoolWindow.check("AvgPool2d", window);
    }

    /** A square window that moves by its own size. */
    public static AvgPool2d of(int kernel) {
        return new AvgPool2d(PoolWindow.of(Size2d.square(kernel), Size2d.square(kernel), Padding2d.NONE), true);
    }

    public AvgPool2d withStride(Size2d stride) {
        return new AvgPool2d(PoolWindow.of(window.kernel(), stride, window.padding()), countPadding);
    }

    public AvgPool2d withPadding(Padding2d padding) {
        return new AvgPool2d(PoolWindow.of(window.kernel(), window.stride(), padding), countPadding);
    }

    public AvgPool2d withCountPadding(boolean count) {
        return new AvgPool2d(window, count);
    }

    @Override
    public Shape.Image outputShape(Shape input) {
        var image = LayerSpec.requireImage("AvgPool2d", input);
        return window.outputShape(image, image.channels());
    }

    @Override
    public String describe() {
        return "AvgPool2d(%s%s)"
                .formatted(PoolWindow.describe(window), countPadding ? "" : ", divisor without padding");
    }
}
