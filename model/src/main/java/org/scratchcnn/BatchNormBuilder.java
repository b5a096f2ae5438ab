package org.scratchcnn;

import org.scratchcnn.network.BatchNorm1d;
import org.scratchcnn.network.BatchNorm2d;
import org.scratchcnn.network.LayerSpec;
import org.scratchcnn.network.Shape;

/**
 * A batch normalization of images or of features, whichever its input is. Immutable: each method gives another one.
 *
 * @param epsilon added to the variance
 * @param momentum share of a batch's statistics in the running ones, in [0, 1]
 * @param affine whether there are a scale and a shift
 */
public record BatchNormBuilder(double epsilon, double momentum, boolean affine) implements LayerBuilder {

    public BatchNormBuilder epsilon(double newEpsilon) {
        return new BatchNormBuilder(newEpsilon, momentum, affine);
    }

    /** As PyTorch counts it: what Keras and Deeplearning4j call a decay of 0.9 is a momentum of 0.1. */
    public BatchNormBuilder momentum(double newMomentum) {
        return new BatchNormBuilder(epsilon, newMomentum, affine);
    }

    public BatchNormBuilder affine(boolean scaleAndShift) {
        return new BatchNormBuilder(epsilon, momentum, scaleAndShift);
    }

    @Override
    public LayerSpec build(Shape input) {
        return switch (input) {
            case Shape.Image image -> new BatchNorm2d(image.channels(), epsilon, momentum, affine);
            case Shape.Features features -> new BatchNorm1d(features.count(), epsilon, momentum, affine);
        };
    }
}
