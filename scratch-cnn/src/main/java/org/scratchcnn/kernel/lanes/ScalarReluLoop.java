package org.scratchcnn.kernel.lanes;

/** The rectifier in plain Java. */
final class ScalarReluLoop implements ReluLoop {

    @Override
    public void forward(float[] x, int xAt, float[] y, int yAt, int count) {
        for (int i = 0; i < count; i++) {
            y[yAt + i] = Math.max(0, x[xAt + i]);
        }
    }

    @Override
    public void gradientByInput(float[] y, int yAt, float[] dy, int dyAt, float[] dx, int dxAt, int count) {
        for (int i = 0; i < count; i++) {
            dx[dxAt + i] = y[yAt + i] > 0 ? dy[dyAt + i] : 0;
        }
    }
}
