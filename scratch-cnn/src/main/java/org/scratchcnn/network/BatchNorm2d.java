package org.scratchcnn.network;

import java.util.Locale;

/**
 * {@linkplain BatchNorm Batch normalization} of images {@code [C, H, W]}, each channel over the batch and all positions.
 *
 * @param epsilon added to the variance
 * @param momentum share of a batch's statistics in the running ones, in [0, 1]
 * @param affine whether there are a scale and a shift
 */
public record BatchNorm2d(int channels, double epsilon, double momentum, boolean affine) implements BatchNorm {

    public BatchNorm2d {
        BatchNorm.check("BatchNorm2d", channels, epsilon, momentum);
    }

    /** With scale and shift, ε = 1e-5 and momentum 0.1. */
    public static BatchNorm2d of(int channels) {
        return new BatchNorm2d(channels, DEFAULT_EPSILON, DEFAULT_MOMENTUM, true);
    }

    public BatchNorm2d withEpsilon(double newEpsilon) {
        return new BatchNorm2d(channels, newEpsilon, momentum, affine);
    }

    public BatchNorm2d withMomentum(double newMomentum) {
        return new BatchNorm2d(channels, epsilon, newMomentum, affine);
    }

    public BatchNorm2d withAffine(boolean newAffine) {
        return new BatchNorm2d(channels, epsilon, momentum, newAffine);
    }

    @Override
    public Shape.Image outputShape(Shape input) {
        return switch (input) {
            case Shape.Features features ->
                throw new IllegalArgumentException(
                        "BatchNorm2d takes an image [C, H, W], but its input is %s; use BatchNorm1d there"
                                .formatted(features));
            case Shape.Image image
            when image.channels() != channels ->
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "it expects %d channels, but its input %s has %d",
                        channels,
                        image,
                        image.channels()));
            case Shape.Image image -> image;
        };
    }
}
