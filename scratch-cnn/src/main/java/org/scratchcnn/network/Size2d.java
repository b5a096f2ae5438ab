package org.scratchcnn.network;

/** A pair of extents, down and across: a kernel, a stride or a dilation. */
public record Size2d(int height, int width) {

    public static final Size2d ONE = new Size2d(1, 1);

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
