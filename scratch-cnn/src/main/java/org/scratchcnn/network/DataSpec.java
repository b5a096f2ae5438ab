package org.scratchcnn.network;

import java.util.Locale;

/**
 * Which samples a task trains on, validates on and tests on, and how they are prepared.
 *
 * @param training samples to train on, taken from the set's training files, with the classes in the set's own proportions
 * @param validation samples held back from training, likewise; 0 for none
 * @param test samples of the set's test files (of a drawn set, of the samples that are left)
 * @param scaling what is done to values
 * @param border black pixels added on each side of an image, before scaling
 * @param orderSeed of the split and of the order in which an epoch visits the training samples
 */
public record DataSpec(
        DataSetSpec dataSet, int training, int validation, int test, Scaling scaling, int border, long orderSeed) {

    /** What is done to values before a network sees them. */
    public enum Scaling {
        /** As they are; for a spiral's coordinates. */
        NONE,
        /** Pixels divided by 255, so in [0, 1]. */
        UNIT_RANGE,
        /** Pixels in [0, 1], less the channel's mean, divided by the channel's standard deviation. */
        STANDARDIZED
    }

    public DataSpec {
        if (training < 1 || validation < 0 || test < 1 || border < 0) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "A split needs training and test samples and no negative number, but has %d training, %d validation, %d test samples and a border of %d",
                    training,
                    validation,
                    test,
                    border));
        }
        long taken = (long) training
                + validation
                + switch (dataSet) {
                    case DataSetSpec.Spiral _, DataSetSpec.Noise _ -> test;
                    case DataSetSpec.Images _ -> 0;
                };
        if (taken > dataSet.trainingSamples()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "The split takes %d samples, but %s has %d to give",
                    taken,
                    dataSet.name(),
                    dataSet.trainingSamples()));
        }
        if (dataSet instanceof DataSetSpec.Images images && test > images.set().testImages()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "The split takes %d test samples, but %s has %d",
                    test,
                    dataSet.name(),
                    images.set().testImages()));
        }
    }

    /** The shape of one prepared sample. */
    public Shape sampleShape() {
        return switch (dataSet.sampleShape()) {
            case Shape.Image image ->
                Shape.image(image.channels(), image.height() + 2 * border, image.width() + 2 * border);
            case Shape.Features features -> features;
        };
    }

    /** The same data in another order; drawn sets are drawn anew from this seed too. */
    public DataSpec withSeed(long seed) {
        var drawn = switch (dataSet) {
            case DataSetSpec.Spiral s -> new DataSetSpec.Spiral(s.classes(), s.pointsPerClass(), s.noise(), seed);
            case DataSetSpec.Noise n -> new DataSetSpec.Noise(n.sampleShape(), n.classes(), n.samples(), seed);
            case DataSetSpec.Images images -> images;
        };
        return new DataSpec(drawn, training, validation, test, scaling, border, seed);
    }
}
