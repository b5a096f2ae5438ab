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
        long count = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        if (count != values.length) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "A tensor of shape %s needs %d values, but was given %d",
                    shape,
                    count,
                    values.length));
        }
    }

    public Tensor copy() {
        return new Tensor(shape, values.clone());
    }
}
