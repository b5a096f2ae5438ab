package org.scratchcnn.network;

import java.util.Locale;

/** Rows and columns added around an image, each side by itself. Convolutions pad with zeros. */
public record Padding2d(int top, int left, int bottom, int right) {

    public static final Padding2d NONE = new Padding2d(0, 0, 0, 0);

    public Padding2d {
        if (top < 0 || left < 0 || bottom < 0 || right < 0) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "padding must not be negative, but is top %d, left %d, bottom %d, right %d",
                    top,
                    left,
                    bottom,
                    right));
        }
    }

    /** The same padding on all four sides. */
    public static Padding2d all(int size) {
        return new Padding2d(size, size, size, size);
    }

    public boolean isNone() {
        return equals(NONE);
    }

    /** The per-side maximum of two paddings: enough room for both. */
    public Padding2d max(Padding2d other) {
        return new Padding2d(
                Math.max(top, other.top),
                Math.max(left, other.left),
                Math.max(bottom, other.bottom),
                Math.max(right, other.right));
    }

    @Override
    public String toString() {
        boolean even = top == left && top == bottom && top == right;
        return even
                ? Integer.toString(top)
                : String.format(Locale.ROOT, "(top %d, left %d, bottom %d, right %d)", top, left, bottom, right);
    }
}
