package org.scratchcnn.core.spec;

/** A pair of positive extents, down and across: a kernel, a stride or a dilation. */
public record Size2d(int height, int width) {

    public static final Size2d ONE = new Size2d(1, 1);

    public Size2d {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "kernel, stride and dilation must be at least 1 in both directions, but one is %d×%d"
                            .formatted(height, width));
        }
    }

    public static Size2d square(int side) {
        return new Size2d(side, side);
    }

    public int area() {
        return height * width;
    }

    @Override
    public String toString() {
        return height + "×" + width;
    }
}
