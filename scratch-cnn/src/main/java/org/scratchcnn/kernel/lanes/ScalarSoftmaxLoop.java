package org.scratchcnn.kernel.lanes;

/** The steps of a softmax in plain Java. */
final class ScalarSoftmaxLoop implements SoftmaxLoop {

    @Override
    public void larger(float[] x, int xAt, float[] max, int maxAt, int count) {
        for (int i = 0; i < count; i++) {
            max[maxAt + i] = x[xAt + i] > max[maxAt + i] ? x[xAt + i] : max[maxAt + i];
        }
    }

    @Override
    public void subtract(float[] x, int xAt, float[] subtrahend, int subtrahendAt, float[] y, int yAt, int count) {
        for (int i = 0; i < count; i++) {
            y[yAt + i] = x[xAt + i] - subtrahend[subtrahendAt + i];
        }
    }

    @Override
    public void multiply(float[] y, int yAt, float[] factor, int factorAt, int count) {
        for (int i = 0; i < count; i++) {
            y[yAt + i] *= factor[factorAt + i];
        }
    }

    @Override
    public void addProducts(float[] y, int yAt, float[] dy, int dyAt, float[] sums, int sumsAt, int count) {
        for (int i = 0; i < count; i++) {
            sums[sumsAt + i] += dy[dyAt + i] * y[yAt + i];
        }
    }

    @Override
    public void gradient(
            float[] y, int yAt, float[] dy, int dyAt, float[] sums, int sumsAt, float[] dx, int dxAt, int count) {
        for (int i = 0; i < count; i++) {
            dx[dxAt + i] = y[yAt + i] * (dy[dyAt + i] - sums[sumsAt + i]);
        }
    }

    @Override
    public void gradientOfLogarithm(float[] dy, int dyAt, float[] sums, int sumsAt, float[] dx, int dxAt, int count) {
        for (int i = 0; i < count; i++) {
            dx[dxAt + i] = dy[dyAt + i] - dx[dxAt + i] * sums[sumsAt + i];
        }
    }
}
