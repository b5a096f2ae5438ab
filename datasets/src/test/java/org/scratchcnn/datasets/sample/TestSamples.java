package org.scratchcnn.datasets.sample;

import org.scratchcnn.network.Shape;

/** Samples of two features, the sample's number and its negative, with the given classes. */
record TestSamples(int... labels) implements LabelledSamples {

    @Override
    public int count() {
        return labels.length;
    }

    @Override
    public Shape shape() {
        return Shape.features(2);
    }

    @Override
    public int label(int sample) {
        return labels[sample];
    }

    @Override
    public void copyTo(int sample, float[] into, int offset) {
        into[offset] = sample;
        into[offset + 1] = -sample;
    }
}
