package org.scratchcnn.datasets.sample;

import org.scratchcnn.network.Shape;

/**
 * Drawn values, as they are.
 *
 * @param shape of one sample
 * @param values {@code [N, C, H, W]} or {@code [N, F]}, row-major
 * @param labels {@code [N]}
 */
public record DrawnSamples(Shape shape, float[] values, int[] labels) implements LabelledSamples {

    @Override
    public int count() {
        return labels.length;
    }

    @Override
    public int label(int sample) {
        return labels[sample];
    }

    @Override
    public void copyTo(int sample, float[] into, int offset) {
        System.arraycopy(values, sample * shape.size(), into, offset, shape.size());
    }
}
