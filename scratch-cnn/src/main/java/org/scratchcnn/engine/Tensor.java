package org.scratchcnn.engine;

import java.util.List;
import java.util.Locale;

/**
 * Values with a shape, row-major.
 *
 * @param values exactly as many as the shape says; not copied, so whoever made the tensor must not change them
 */
public record Tensor(List<Integer> shape, float[] values) {

    public Tensor {
        shape = List.copyOf(shape);
        long count = count(shape);
        if (count != values.length) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "A tensor of shape %s needs %d values, but was given %d",
                    shape,
                    count,
                    values.length));
        }
    }

    /** How many values the shape has, as large as a number gets where that is more than it can say. */
    private static long count(List<Integer> shape) {
        long count = 1;
        for (int extent : shape) {
            if (extent == 0) {
                return 0;
            }
            long high = Math.multiplyHigh(count, extent);
            count = high == 0 && count * extent >= 0 ? count * extent : Long.MAX_VALUE;
        }
        return count;
    }

    public Tensor copy() {
        return new Tensor(shape, values.clone());
    }
}
