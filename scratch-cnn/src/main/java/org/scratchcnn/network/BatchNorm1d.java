package org.scratchcnn.network;

import java.util.Locale;

/**
 * {@linkplain BatchNorm Batch normalization} of features {@code [F]}, each over the batch.
 *
 * @param epsilon added to the variance
 * @param momentum share of a batch's statistics in the running ones, in [0, 1]
 * @param affine whether there are a scale and a shift
 */
public record BatchNorm1d(int features, double epsilon, double momentum, boolean affine) implements BatchNorm {

    public BatchNorm1d {
        BatchNorm.check("BatchNorm1d", features, epsilon, momentum);
    }

    /** With scale and shift, ε = 1e-5 and momentum 0.1. */
    public static BatchNorm1d of(int features) {
        return new BatchNorm1d(features, DEFAULT_EPSILON, DEFAULT_MOMENTUM, true);
    }

    public BatchNorm1d withEpsilon(double newEpsilon) {
        return new BatchNorm1d(features, newEpsilon, momentum, affine);
    }

    public BatchNorm1d withMomentum(double newMomentum) {
        return new BatchNorm1d(features, epsilon, newMomentum, affine);
    }

    public BatchNorm1d withAffine(boolean newAffine) {
        return new BatchNorm1d(features, epsilon, momentum, newAffine);
    }

    @Override
    public int channels() {
        return features;
    }

    @Override
    public Shape.Features outputShape(Shape input) {
        return switch (input) {
            case Shape.Image image ->
                throw new IllegalArgumentException(
                        "BatchNorm1d takes features [F], but its input is the image %s; use BatchNorm2d there"
                                .formatted(image));
            case Shape.Features given
            when given.count() != features ->
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT, "it expects %d features, but its input has %d", features, given.count()));
            case Shape.Features given -> given;
        };
    }
}
