package org.scratchcnn.kernel.lanes;

/** The sum of two stretches of values in plain Java. */
final class ScalarSumLoop implements SumLoop {

    @Override
    public void add(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int count) {
        for (int i = 0; i < count; i++) {
            y[yAt + i] = a[aAt + i] + b[bAt + i];
        }
    }
}
