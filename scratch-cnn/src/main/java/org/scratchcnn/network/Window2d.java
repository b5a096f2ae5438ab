package org.scratchcnn.network;

import java.util.Locale;

/**
 * How a kernel slides over an image: its size, stride, padding and dilation.
 *
 * <p>The output has {@code floor((in + padBefore + padAfter − dilation·(kernel − 1) − 1) / stride) + 1} rows and
 * columns (Dumoulin and Visin 2016, "A guide to convolution arithmetic for deep learning", relationship 15).
 */
public record Window2d(Size2d kernel, Size2d stride, Padding2d padding, Size2d dilation) {

    public Window2d {
        requirePositive("kernel", kernel);
        requirePositive("stride", stride);
        requirePositive("dilation", dilation);
    }

    private static void requirePositive(String name, Size2d size) {
        if (size.height() < 1 || size.width() < 1) {
            throw new IllegalArgumentException(
                    "The %s must be at least 1 in both directions, but is %s".formatted(name, size));
        }
    }

    /** Rows from the first to the last one that a kernel touches, both included. */
    public int extentHeight() {
        return extent(kernel.height(), dilation.height());
    }

    /** Columns from the first to the last one that a kernel touches, both included. */
    public int extentWidth() {
        return extent(kernel.width(), dilation.width());
    }

    /** The kernel, and what else is not the usual one of convolutions: {@code 3×3, stride 2×2, padding 1}. */
    String describe() {
        var text = new StringBuilder(kernel.toString());
        if (!stride.equals(Size2d.ONE)) {
            text.append(", stride ").append(stride);
        }
        if (!padding.isNone()) {
            text.append(", padding ").append(padding);
        }
        if (!dilation.equals(Size2d.ONE)) {
            text.append(", dilation ").append(dilation);
        }
        return text.toString();
    }

    /** As large as an integer gets where the true extent is larger: no input holds that either. */
    private static int extent(int kernel, int dilation) {
        return (int) Math.min(Integer.MAX_VALUE, (long) dilation * (kernel - 1) + 1);
    }

    /**
     * The image that comes out of sliding over {@code input}.
     *
     * @throws IllegalArgumentException if the kernel is larger than the padded input, so that nothing would come out
     */
    public Shape.Image outputShape(Shape.Image input, int outChannels) {
        long paddedHeight = (long) input.height() + padding.top() + padding.bottom();
        long paddedWidth = (long) input.width() + padding.left() + padding.right();
        if (Math.max(paddedHeight, paddedWidth) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "its padding %s makes more rows or columns than there can be; use less".formatted(padding));
        }
        if (extentHeight() > paddedHeight || extentWidth() > paddedWidth) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "its kernel covers %d×%d, more than the %d×%d that the input has with its padding, so its output would be empty; use a smaller kernel or more padding",
                    extentHeight(),
                    extentWidth(),
                    paddedHeight,
                    paddedWidth));
        }
        int rows = (int) ((paddedHeight - extentHeight()) / stride.height() + 1);
        int columns = (int) ((paddedWidth - extentWidth()) / stride.width() + 1);
        return Shape.image(outChannels, rows, columns);
    }
}
