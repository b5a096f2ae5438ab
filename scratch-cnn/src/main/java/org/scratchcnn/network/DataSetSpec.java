package org.scratchcnn.network;

import java.util.Locale;

/** Which data there are. */
public sealed interface DataSetSpec permits DataSetSpec.Spiral, DataSetSpec.Images, DataSetSpec.Noise {

    /** As users type it and as folders are called. */
    String name();

    int classes();

    Shape sampleShape();

    /** Samples that are there to be split into training and validation; of drawn sets also into test. */
    int trainingSamples();

    /**
     * The spiral of Stanford's CS231n notes, "Neural Networks case study": point {@code i} of the {@code n} of class
     * {@code k} has radius {@code r = i/(n−1)}, angle {@code θ = 4k + 4r} plus normal noise, and stands at
     * {@code (r·sin θ, r·cos θ)}.
     *
     * @param noise standard deviation of the angle, in radians
     */
    record Spiral(int classes, int pointsPerClass, double noise, long seed) implements DataSetSpec {
        public Spiral {
            if (classes < 2 || pointsPerClass < 2 || !(noise >= 0)) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "A spiral needs at least 2 classes of 2 points and noise of at least 0, but was given %d, %d and %s",
                        classes,
                        pointsPerClass,
                        noise));
            }
        }

        @Override
        public String name() {
            return "spiral";
        }

        @Override
        public Shape sampleShape() {
            return Shape.features(2);
        }

        @Override
        public int trainingSamples() {
            return classes * pointsPerClass;
        }
    }

    /**
     * Random numbers: there is nothing to learn from them, but any shape can be timed with them.
     *
     * @param sampleShape of values drawn evenly from [0, 1)
     * @param classes that samples belong to in turn
     */
    record Noise(Shape sampleShape, int classes, int samples, long seed) implements DataSetSpec {
        public Noise {
            if (classes < 2 || samples < 1) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "Noise needs at least 2 classes and a sample, but was given %d and %d",
                        classes,
                        samples));
            }
        }

        @Override
        public String name() {
            return "noise";
        }

        @Override
        public int trainingSamples() {
            return samples;
        }
    }

    /** A set of labelled images, published as files of training and of test images. */
    record Images(ImageSet set) implements DataSetSpec {
        @Override
        public String name() {
            return set.folder();
        }

        @Override
        public int classes() {
            return set.classNames().size();
        }

        @Override
        public Shape sampleShape() {
            return set.imageShape();
        }

        @Override
        public int trainingSamples() {
            return set.trainingImages();
        }
    }
}
