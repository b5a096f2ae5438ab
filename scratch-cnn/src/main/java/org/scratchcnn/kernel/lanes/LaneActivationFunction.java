package org.scratchcnn.kernel.lanes;

import org.scratchcnn.kernel.Layout;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.network.Activation;

/** ReLU, sigmoid or the hyperbolic tangent; their derivatives are taken from the output. */
final class LaneActivationFunction extends ChannelwiseKernel {

    /** Vector operations that one exponential is worth, about. */
    private static final int EXPONENTIAL = 20;

    private final Activation.Function function;
    private final ReluLoop relu;
    private final int rows;
    private final int rowLength;

    /** Whether channels follow each other without borders, so that many can be taken as one row. */
    private final boolean contiguous;

    LaneActivationFunction(
            Activation.Function function, Layout x, Layout y, Layout dx, Layout dy, LaneLoops loops, ThreadTeam team) {
        super(team, loops.lanes(), x, y, dx, dy, operationsPerChannel(function, x, loops.lanes()));
        this.function = function;
        this.relu = loops.relu();
        this.contiguous = x.border().isNone()
                && y.border().isNone()
                && dx.border().isNone()
                && dy.border().isNone();
        this.rows = contiguous ? 1 : x.height();
        this.rowLength = (contiguous ? x.height() : 1) * x.width() * lanes;
    }

    private static long operationsPerChannel(Activation.Function function, Layout x, int lanes) {
        long vectors = (long) x.height() * x.width();
        return switch (function) {
            case Activation.Function.Relu _ -> vectors;
            case Activation.Function.Sigmoid _, Activation.Function.Tanh _ -> vectors * lanes * EXPONENTIAL;
        };
    }

    @Override
    void forward(float[] x, float[] y, int block, int first, int end) {
        int channels = contiguous ? first + 1 : end;
        int count = contiguous ? (end - first) * rowLength : rowLength;
        for (int channel = first; channel < channels; channel++) {
            for (int row = 0; row < rows; row++) {
                forwardRow(x, xStrides.at(channel, row, 0), y, yStrides.at(channel, row, 0), count);
            }
        }
    }

    private void forwardRow(float[] x, int xAt, float[] y, int yAt, int count) {
        switch (function) {
            case Activation.Function.Relu _ -> relu.forward(x, xAt, y, yAt, count);
            case Activation.Function.Sigmoid _ -> {
                for (int i = 0; i < count; i++) {
                    y[yAt + i] = (float) (1 / (1 + Math.exp(-x[xAt + i])));
                }
            }
            case Activation.Function.Tanh _ -> {
                for (int i = 0; i < count; i++) {
                    y[yAt + i] = (float) Math.tanh(x[xAt + i]);
                }
            }
        }
    }

    @Override
    void gradientByInput(float[] x, float[] y, float[] dy, float[] dx, int block, int first, int end) {
        int channels = contiguous ? first + 1 : end;
        int count = contiguous ? (end - first) * rowLength : rowLength;
        for (int channel = first; channel < channels; channel++) {
            for (int row = 0; row < rows; row++) {
                int yAt = yStrides.at(channel, row, 0);
                gradientRow(y, yAt, dy, dyStrides.at(channel, row, 0), dx, dxStrides.at(channel, row, 0), count);
            }
        }
    }

    private void gradientRow(float[] y, int yAt, float[] dy, int dyAt, float[] dx, int dxAt, int count) {
        switch (function) {
            case Activation.Function.Relu _ -> relu.gradientByInput(y, yAt, dy, dyAt, dx, dxAt, count);
            case Activation.Function.Sigmoid _ -> {
                for (int i = 0; i < count; i++) {
                    float value = y[yAt + i];
                    dx[dxAt + i] = dy[dyAt + i] * value * (1 - value);
                }
            }
            case Activation.Function.Tanh _ -> {
                for (int i = 0; i < count; i++) {
                    float value = y[yAt + i];
                    dx[dxAt + i] = dy[dyAt + i] * (1 - value * value);
                }
            }
        }
    }
}
