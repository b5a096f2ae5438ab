package org.scratchcnn.network;

import java.util.Locale;

/**
 * How a pooling slides over an image: without dilation, and with less padding than its kernel, so that no window holds
 * padding alone.
 *
 * @param ceilMode whether the number of rows and columns is rounded up (PyTorch's {@code ceil_mode}): a last window may then
 *     reach beyond the padded image, and is clipped to it
 */
public record PoolWindow(Size2d kernel, Size2d stride, Padding2d padding, boolean ceilMode) {

    /** A square window that moves by its own size; the number of rows and columns is rounded down. */
    public static PoolWindow of(int kernel) {
        return new PoolWindow(Size2d.square(kernel), Size2d.square(kernel), Padding2d.NONE, false);
    }

    /** The one window over a whole image. */
    public static PoolWindow whole(Shape.Image image) {
        return new PoolWindow(new Size2d(image.height(), image.width()), Size2d.ONE, Padding2d.NONE, false);
    }

    public PoolWindow withStride(Size2d newStride) {
        return new PoolWindow(kernel, newStride, padding, ceilMode);
    }

    public PoolWindow withPadding(Padding2d newPadding) {
        return new PoolWindow(kernel, stride, newPadding, ceilMode);
    }

    public PoolWindow withCeilMode(boolean newCeilMode) {
        return new PoolWindow(kernel, stride, padding, newCeilMode);
    }

    /** Refuses what no pooling can be. */
    void check(String layer) {
        sliding();
        if (Math.max(padding.top(), padding.bottom()) >= kernel.height()
                || Math.max(padding.left(), padding.right()) >= kernel.width()) {
            throw new IllegalArgumentException(
                    "%s's padding %s must be smaller than its kernel %s, or a window could hold padding alone"
                            .formatted(layer, padding, kernel));
        }
    }

    /** The same without ceil mode. */
    public Window2d sliding() {
        return new Window2d(kernel, stride, padding, Size2d.ONE);
    }

    /**
     * What slides over that image without ceil mode, and pads at bottom and right as far as the last windows of ceil mode
     * reach.
     *
     * @throws IllegalArgumentException if the kernel is larger than the padded input, or if a last window would begin behind
     *     the image
     */
    public Window2d over(Shape.Image input) {
        var image = sliding().outputShape(input, input.channels());
        if (!ceilMode) {
            return sliding();
        }
        int below = beyond(
                "rows",
                input.height(),
                image.height(),
                kernel.height(),
                stride.height(),
                padding.top(),
                padding.bottom());
        int right = beyond(
                "columns",
                input.width(),
                image.width(),
                kernel.width(),
                stride.width(),
                padding.left(),
                padding.right());
        var reached = new Padding2d(padding.top(), padding.left(), padding.bottom() + below, padding.right() + right);
        return new Window2d(kernel, stride, reached, Size2d.ONE);
    }

    /** How far a window behind those of floor mode reaches beyond the padding; 0 where there is nothing left for one. */
    private static int beyond(String what, int input, int windows, int kernel, int stride, int before, int after) {
        long start = (long) windows * stride - before;
        if (start - stride + kernel == (long) input + after) {
            return 0;
        }
        if (start >= input) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "in ceil mode its last window of %s would begin at %d, behind the image's %d %s, and hold none of them; leave ceil mode out, which makes %d %s",
                    what,
                    start,
                    input,
                    what,
                    windows,
                    what));
        }
        return Math.toIntExact(start + kernel - input - after);
    }

    /**
     * The image that comes out of pooling {@code input}.
     *
     * @throws IllegalArgumentException as {@link #over} does
     */
    public Shape.Image outputShape(Shape.Image input) {
        return over(input).outputShape(input, input.channels());
    }

    String describe() {
        var text = new StringBuilder(kernel.toString());
        if (!stride.equals(kernel)) {
            text.append(", stride ").append(stride);
        }
        if (!padding.isNone()) {
            text.append(", padding ").append(padding);
        }
        return text.append(ceilMode ? ", ceil mode" : "").toString();
    }
}
