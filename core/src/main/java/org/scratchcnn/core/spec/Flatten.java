package org.scratchcnn.core.spec;

/** An image {@code [C, H, W]} read as features {@code [C·H·W]} in row-major order. */
public record Flatten() implements LayerSpec {

    @Override
    public Shape.Features outputShape(Shape input) {
        return Shape.features(LayerSpec.requireImage("Flatten", input).size());
    }

    @Override
    public String describe() {
        return "Flatten";
    }
}
