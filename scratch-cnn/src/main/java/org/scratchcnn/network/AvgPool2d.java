package org.scratchcnn.network;

/**
 * The mean of each window, channel by channel: {@code [C, H, W]} to {@code [C, outH, outW]}, rounded down, or up
 * in ceil mode.
 *
 * @param countPadding whether padded positions count in the divisor (PyTorch's {@code count_include_pad}); what a window of ceil
 *     mode has beyond the padding never does
 */
public record AvgPool2d(PoolWindow window, boolean countPadding) implements LayerSpec {

    public AvgPool2d {
        window.check("AvgPool2d");
    }

    /** A square window that moves by its own size. */
    public static AvgPool2d of(int kernel) {
        return new AvgPool2d(PoolWindow.of(kernel), true);
    }

    public AvgPool2d withStride(Size2d stride) {
        return new AvgPool2d(window.withStride(stride), countPadding);
    }

    public AvgPool2d withPadding(Padding2d padding) {
        return new AvgPool2d(window.withPadding(padding), countPadding);
    }

    public AvgPool2d withCeilMode(boolean ceilMode) {
        return new AvgPool2d(window.withCeilMode(ceilMode), countPadding);
    }

    public AvgPool2d withCountPadding(boolean count) {
        return new AvgPool2d(window, count);
    }

    @Override
    public Shape.Image outputShape(Shape input) {
        return window.outputShape(LayerSpec.requireImage("AvgPool2d", input));
    }

    @Override
    public String describe() {
        return "AvgPool2d(%s%s)".formatted(window.describe(), countPadding ? "" : ", divisor without padding");
    }
}
