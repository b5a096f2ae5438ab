package org.scratchcnn.network;

/**
 * Inverted dropout of whole channels (Tompson et al. 2015; PyTorch's {@code Dropout2d}): in training each channel of each
 * image is zeroed with {@code probability} and the others are divided by {@code 1 − probability}; in evaluation nothing
 * happens.
 *
 * @param probability of dropping a channel, in [0, 1)
 */
public record SpatialDropout2d(double probability) implements LayerSpec {

    public SpatialDropout2d {
        Dropout.requireProbability("SpatialDropout2d", probability);
    }

    @Override
    public Shape.Image outputShape(Shape input) {
        return switch (input) {
            case Shape.Image image -> image;
            case Shape.Features features ->
                throw new IllegalArgumentException(
                        "SpatialDropout2d drops channels of an image [C, H, W], but its input is %s; use Dropout, which drops single values"
                                .formatted(features));
        };
    }

    @Override
    public String describe() {
        return "SpatialDropout2d(" + probability + ")";
    }
}
