package org.scratchcnn.kernel.lanes;

/** Max pooling in plain Java. */
final class ScalarMaxPoolLoop implements MaxPoolLoop {

    private final int lanes;

    ScalarMaxPoolLoop(int lanes) {
        this.lanes = lanes;
    }

    @Override
    public void forward(float[] x, int xAt, int xRow, int rows, int[] columnFrom, int[] columnEnd, float[] y, int yAt) {
        for (int output = 0; output < columnFrom.length; output++) {
            for (int lane = 0; lane < lanes; lane++) {
                float maximum = x[xAt + columnFrom[output] * lanes + lane];
                for (int row = 0; row < rows; row++) {
                    for (int column = columnFrom[output]; column < columnEnd[output]; column++) {
                        maximum = Math.max(maximum, x[xAt + row * xRow + column * lanes + lane]);
                    }
                }
                y[yAt + output * lanes + lane] = maximum;
            }
        }
    }

    @Override
    public void gradientByInput(
            float[] x,
            int xAt,
            int xRow,
            int rows,
            int[] columnFrom,
            int[] columnEnd,
            float[] y,
            int yAt,
            float[] dy,
            int dyAt,
            float[] dx,
            int dxAt,
            int dxRow,
            boolean fresh) {
        for (int output = 0; output < columnFrom.length; output++) {
            for (int lane = 0; lane < lanes; lane++) {
                float maximum = y[yAt + output * lanes + lane];
                float gradient = dy[dyAt + output * lanes + lane];
                boolean found = false;
                for (int row = 0; row < rows; row++) {
                    for (int column = columnFrom[output]; column < columnEnd[output]; column++) {
                        boolean wins = !found && x[xAt + row * xRow + column * lanes + lane] == maximum;
                        int to = dxAt + row * dxRow + column * lanes + lane;
                        dx[to] = (fresh ? 0 : dx[to]) + (wins ? gradient : 0);
                        found |= wins;
                    }
                }
            }
        }
    }
}
