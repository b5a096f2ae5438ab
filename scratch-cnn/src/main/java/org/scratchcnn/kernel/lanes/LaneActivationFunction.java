package org.scratchcnn.kernel.lanes;

import org.scratchcnn.kernel.Layout;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.network.Activation.Function;

/** A function of each value. Derivatives are taken from the output where that is shorter, else from the input. */
final class LaneActivationFunction extends ChannelwiseKernel {

    /** Vector operations that one exponential is worth, about. */
    private static final int EXPONENTIAL = 20;

    /** About so many vector operations a vector, where exponentials are made with vectors. */
    private static final int DECAY = 40;

    /** Floats that stay in the first cache from one step of a function to the next. */
    private static final int STRETCH = 2048;

    private final Function function;
    private final ReluLoop relu;
    private final ActivationLoop loop;
    private final int stretch;
    private final int rows;
    private final int rowLength;

    /** Whether channels follow each other without borders, so that many can be taken as one row. */
    private final boolean contiguous;

    LaneActivationFunction(
            Function function, Layout x, Layout y, Layout dx, Layout dy, LaneLoops loops, ThreadTeam team) {
        super(team, loops.lanes(), x, y, dx, dy, operationsPerChannel(function, x, loops.lanes()));
        this.function = function;
        this.relu = loops.relu();
        this.loop = loops.activation();
        this.stretch = isOfDecay(function) ? STRETCH : Integer.MAX_VALUE;
        this.contiguous = x.border().isNone()
                && y.border().isNone()
                && dx.border().isNone()
                && dy.border().isNone();
        this.rows = contiguous ? 1 : x.height();
        this.rowLength = (contiguous ? x.height() : 1) * x.width() * lanes;
    }

    private static long operationsPerChannel(Function function, Layout x, int lanes) {
        long vectors = (long) x.height() * x.width();
        return switch (function) {
            case Function.Relu _, Function.LeakyRelu _, Function.Scale _, Function.Hardswish _ -> vectors;
            case Function.Sigmoid _, Function.Tanh _ -> vectors * lanes * EXPONENTIAL;
            case Function.Elu _, Function.Gelu _, Function.Silu _, Function.Softplus _ -> vectors * DECAY;
        };
    }

    private static boolean isOfDecay(Function function) {
        return switch (function) {
            case Function.Elu _, Function.Gelu _, Function.Silu _, Function.Softplus _ -> true;
            case Function.Relu _,
                    Function.LeakyRelu _,
                    Function.Scale _,
                    Function.Hardswish _,
                    Function.Sigmoid _,
                    Function.Tanh _ -> false;
        };
    }

    @Override
    void forward(float[] x, float[] y, int block, int first, int end) {
        int channels = contiguous ? first + 1 : end;
        int count = contiguous ? (end - first) * rowLength : rowLength;
        for (int channel = first; channel < channels; channel++) {
            for (int row = 0; row < rows; row++) {
                int xAt = xStrides.at(channel, row, 0);
                int yAt = yStrides.at(channel, row, 0);
                for (int done = 0; done < count; done += stretch) {
                    forwardStretch(x, xAt + done, y, yAt + done, Math.min(stretch, count - done));
                }
            }
        }
    }

    private void forwardStretch(float[] x, int xAt, float[] y, int yAt, int count) {
        switch (function) {
            case Function.Relu _ -> relu.forward(x, xAt, y, yAt, count);
            case Function.Sigmoid _ -> {
                for (int i = 0; i < count; i++) {
                    y[yAt + i] = (float) (1 / (1 + Math.exp(-x[xAt + i])));
                }
            }
            case Function.Tanh _ -> {
                for (int i = 0; i < count; i++) {
                    y[yAt + i] = (float) Math.tanh(x[xAt + i]);
                }
            }
            case Function.LeakyRelu(double slope) -> loop.leak((float) slope, x, xAt, x, xAt, y, yAt, count);
            case Function.Elu(double alpha) -> {
                loop.decay(Decay.OF_SIZE_MINUS_ONE, x, xAt, y, yAt, count);
                loop.eluForward((float) alpha, x, xAt, y, yAt, count);
            }
            case Function.Gelu(var approximation) -> {
                switch (approximation) {
                    case EXACT -> {
                        loop.decay(Decay.GAUSSIAN, x, xAt, y, yAt, count);
                        loop.gaussianForward(x, xAt, y, yAt, count);
                    }
                    case TANH -> gate(Decay.GAUSSIAN_BY_TANH, x, xAt, y, yAt, count);
                }
            }
            case Function.Silu _ -> gate(Decay.OF_SIZE, x, xAt, y, yAt, count);
            case Function.Hardswish _ -> loop.hardswishForward(x, xAt, y, yAt, count);
            case Function.Softplus _ -> {
                loop.decay(Decay.OF_SIZE, x, xAt, y, yAt, count);
                loop.softplusForward(x, xAt, y, yAt, count);
            }
            case Function.Scale(double factor) -> loop.scale((float) factor, x, xAt, y, yAt, count);
        }
    }

    private void gate(Decay decay, float[] x, int xAt, float[] y, int yAt, int count) {
        loop.decay(decay, x, xAt, y, yAt, count);
        loop.gateForward(x, xAt, y, yAt, count);
    }

    @Override
    void gradientByInput(float[] x, float[] y, float[] dy, float[] dx, int block, int first, int end) {
        int channels = contiguous ? first + 1 : end;
        int count = contiguous ? (end - first) * rowLength : rowLength;
        for (int channel = first; channel < channels; channel++) {
            for (int row = 0; row < rows; row++) {
                int xAt = xStrides.at(channel, row, 0);
                int yAt = yStrides.at(channel, row, 0);
                int dyAt = dyStrides.at(channel, row, 0);
                int dxAt = dxStrides.at(channel, row, 0);
                for (int done = 0; done < count; done += stretch) {
                    gradientStretch(
                            x,
                            xAt + done,
                            y,
                            yAt + done,
                            dy,
                            dyAt + done,
                            dx,
                            dxAt + done,
                            Math.min(stretch, count - done));
                }
            }
        }
    }

    private void gradientStretch(
            float[] x, int xAt, float[] y, int yAt, float[] dy, int dyAt, float[] dx, int dxAt, int count) {
        switch (function) {
            case Function.Relu _ -> relu.gradientByInput(y, yAt, dy, dyAt, dx, dxAt, count);
            case Function.Sigmoid _ -> {
                for (int i = 0; i < count; i++) {
                    float value = y[yAt + i];
                    dx[dxAt + i] = dy[dyAt + i] * value * (1 - value);
                }
            }
            case Function.Tanh _ -> {
                for (int i = 0; i < count; i++) {
                    float value = y[yAt + i];
                    dx[dxAt + i] = dy[dyAt + i] * (1 - value * value);
                }
            }
            case Function.LeakyRelu(double slope) -> loop.leak((float) slope, x, xAt, dy, dyAt, dx, dxAt, count);
            case Function.Elu(double alpha) -> loop.eluGradient((float) alpha, y, yAt, dy, dyAt, dx, dxAt, count);
            case Function.Gelu(var approximation) -> {
                switch (approximation) {
                    case EXACT -> {
                        loop.decay(Decay.GAUSSIAN, x, xAt, dx, dxAt, count);
                        loop.gaussianGradient(x, xAt, dy, dyAt, dx, dxAt, count);
                    }
                    case TANH -> gateGradient(Decay.GAUSSIAN_BY_TANH, x, xAt, dy, dyAt, dx, dxAt, count);
                }
            }
            case Function.Silu _ -> gateGradient(Decay.OF_SIZE, x, xAt, dy, dyAt, dx, dxAt, count);
            case Function.Hardswish _ -> loop.hardswishGradient(x, xAt, dy, dyAt, dx, dxAt, count);
            case Function.Softplus _ -> {
                loop.decay(Decay.OF_SIZE, x, xAt, dx, dxAt, count);
                loop.softplusGradient(x, xAt, dy, dyAt, dx, dxAt, count);
            }
            case Function.Scale(double factor) -> loop.scale((float) factor, dy, dyAt, dx, dxAt, count);
        }
    }

    private void gateGradient(Decay decay, float[] x, int xAt, float[] dy, int dyAt, float[] dx, int dxAt, int count) {
        loop.decay(decay, x, xAt, dx, dxAt, count);
        loop.gateGradient(decay, x, xAt, dy, dyAt, dx, dxAt, count);
    }
}
