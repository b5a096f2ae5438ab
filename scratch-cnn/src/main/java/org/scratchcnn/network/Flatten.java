package org.scratchcnn.network;

/** An image {@code [C, H, W]} read as features {@code [C·H·W]} in row-major order. */
public record Flatten() implements LayerSpec {

    @Override
    public Shape.Features outputShape(Shape input) {
        return switch (input) {
            case Shape.Image image -> Shape.features(image.size());
            case Shape.Features features ->
                throw new IllegalArgumentException(
                        "Flatten takes an image [C, H, W], but its input %s is flat already; leave it out"
                                .formatted(features));
        };
    }

    @Override
    public String describe() {
        return "Flatten";
    }
}
