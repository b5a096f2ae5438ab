package org.scratchcnn.datasets.sample;

import org.scratchcnn.core.spec.Shape;

/**
 * Points of the plane, as they are.
 *
 * @param coordinates {@code [N, 2]}, row-major
 * @param labels {@code [N]}
 */
public record PointSamples(float[] coordinates, int[] labels) implements LabelledSamples {

    private static final Shape SHAPE = Shape.features(2);

    @Override
    public int count() {
        return labels.length;
    }

    @Override
    public Shape shape() {
        return SHAPE;
    }

    @Override
    public int label(int sample) {
        return labels[sample];
    }

    @Override
    public void copyTo(int sample, float[] into, int offset) {
        into[offset] = coordinates[2 * sample];
        into[offset + 1] = coordinates[2 * sample + 1];
    }
}
