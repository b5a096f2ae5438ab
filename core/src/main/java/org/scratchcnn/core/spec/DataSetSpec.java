package org.scratchcnn.core.spec;

/** Which data there are. */
public sealed interface DataSetSpec permits DataSetSpec.Spiral, DataSetSpec.Images {

    /** As users type it and as folders are called. */
    String name();

    int classes();

    Shape sampleShape();

    /** Samples that are there to be split into training and validation; for a spiral also into test. */
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
                throw new IllegalArgumentException(
                        "A spiral needs at least 2 classes of 2 points and noise of at least 0, but was given %d, %d and %s"
                                .formatted(classes, pointsPerClass, noise));
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
