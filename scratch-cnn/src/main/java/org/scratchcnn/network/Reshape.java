package org.scratchcnn.network;

import java.util.Locale;

/**
 * A sample's values, in row-major order, read as another shape of as many, as PyTorch's {@code view} and
 * {@code Unflatten} do.
 *
 * @param target an image {@code [C, H, W]} or features {@code [F]}
 */
public record Reshape(Shape target) implements LayerSpec {

    @Override
    public Shape outputShape(Shape input) {
        if (input.size() != target.size()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "Reshape keeps the number of values, but its input %s has %d and its target %s has %d; choose a target of %d values",
                    input,
                    input.size(),
                    target,
                    target.size(),
                    input.size()));
        }
        return target;
    }

    @Override
    public String describe() {
        return "Reshape(" + target + ")";
    }
}
