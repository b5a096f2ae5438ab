package org.scratchcnn.network;

import java.util.List;

/**
 * A block with a skip connection (He et al. 2016, "Deep residual learning for image recognition"): what its body makes of
 * the input, plus what its shortcut makes of it.
 *
 * @param body at least one layer
 * @param shortcut empty for the identity
 */
public record Residual(List<LayerSpec> body, List<LayerSpec> shortcut) implements LayerSpec {

    public Residual {
        body = List.copyOf(body);
        shortcut = List.copyOf(shortcut);
        if (body.isEmpty()) {
            throw new IllegalArgumentException("Residual needs at least one layer in its body; leave the block out");
        }
    }

    /** A block whose shortcut is the identity. */
    public static Residual of(LayerSpec... body) {
        return new Residual(List.of(body), List.of());
    }

    public Residual withShortcut(LayerSpec... layers) {
        return new Residual(body, List.of(layers));
    }

    @Override
    public Shape outputShape(Shape input) {
        return sum(List.of(LayerSpec.outputShape(body, input), LayerSpec.outputShape(shortcut, input)));
    }

    /** The shape of the sum of the body's and the shortcut's outputs. */
    Shape sum(List<Shape> branches) {
        if (!branches.getFirst().equals(branches.getLast())) {
            throw new IllegalArgumentException(
                    "its body makes %s, but its shortcut %s, and only equal shapes can be added; change the body, or give the shortcut layers that make the same"
                            .formatted(branches.getFirst(), branches.getLast()));
        }
        return branches.getFirst();
    }

    @Override
    public String describe() {
        return shortcut.isEmpty() ? "Residual: body + input" : "Residual: body + shortcut";
    }
}
