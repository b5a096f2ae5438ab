package org.scratchcnn.kernel.textbook;

import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.network.Activation.Function;

/** A function of each value. Derivatives are taken from the output where that is shorter. */
final class ActivationKernel extends SplitUnaryKernel {

    private final Function function;
    private final int size;

    ActivationKernel(Function function, int size, ThreadTeam team) {
        super(team);
        this.function = function;
        this.size = size;
    }

    @Override
    void forwardItem(int n) {
        int end = (n + 1) * size;
        switch (function) {
            case Function.Relu _ -> {
                for (int i = n * size; i < end; i++) {
                    y[i] = Math.max(0, x[i]);
                }
            }
            case Function.Sigmoid _ -> {
                for (int i = n * size; i < end; i++) {
                    y[i] = (float) (1 / (1 + Math.exp(-x[i])));
                }
            }
            case Function.Tanh _ -> {
                for (int i = n * size; i < end; i++) {
                    y[i] = (float) Math.tanh(x[i]);
                }
            }
            case Function.LeakyRelu(double slope) -> {
                for (int i = n * size; i < end; i++) {
                    y[i] = x[i] > 0 ? x[i] : (float) slope * x[i];
                }
            }
            case Function.Elu(double alpha) -> {
                for (int i = n * size; i < end; i++) {
                    y[i] = x[i] > 0 ? x[i] : (float) (alpha * Math.expm1(x[i]));
                }
            }
            case Function.Gelu(var approximation) -> {
                for (int i = n * size; i < end; i++) {
                    y[i] = (float) (x[i] * Gaussian.below(x[i], approximation));
                }
            }
            case Function.Silu _ -> {
                for (int i = n * size; i < end; i++) {
                    y[i] = (float) (x[i] / (1 + Math.exp(-x[i])));
                }
            }
            case Function.Hardswish _ -> {
                for (int i = n * size; i < end; i++) {
                    y[i] = x[i] * Math.clamp(x[i] + 3, 0, 6) / 6;
                }
            }
            case Function.Softplus _ -> {
                for (int i = n * size; i < end; i++) {
                    y[i] = (float) (Math.max(x[i], 0) + Math.log1p(Math.exp(-Math.abs(x[i]))));
                }
            }
            case Function.Scale(double factor) -> {
                for (int i = n * size; i < end; i++) {
                    y[i] = (float) factor * x[i];
                }
            }
        }
    }

    @Override
    void gradientByInputItem(int n) {
        int end = (n + 1) * size;
        switch (function) {
            case Function.Relu _ -> {
                for (int i = n * size; i < end; i++) {
                    dx[i] = y[i] > 0 ? dy[i] : 0;
                }
            }
            case Function.Sigmoid _ -> {
                for (int i = n * size; i < end; i++) {
                    dx[i] = dy[i] * y[i] * (1 - y[i]);
                }
            }
            case Function.Tanh _ -> {
                for (int i = n * size; i < end; i++) {
                    dx[i] = dy[i] * (1 - y[i] * y[i]);
                }
            }
            case Function.LeakyRelu(double slope) -> {
                for (int i = n * size; i < end; i++) {
                    dx[i] = x[i] > 0 ? dy[i] : (float) slope * dy[i];
                }
            }
            case Function.Elu(double alpha) -> {
                for (int i = n * size; i < end; i++) {
                    dx[i] = y[i] > 0 ? dy[i] : dy[i] * (y[i] + (float) alpha);
                }
            }
            case Function.Gelu(var approximation) -> {
                for (int i = n * size; i < end; i++) {
                    dx[i] = (float) (dy[i]
                            * (Gaussian.below(x[i], approximation) + x[i] * Gaussian.density(x[i], approximation)));
                }
            }
            case Function.Silu _ -> {
                for (int i = n * size; i < end; i++) {
                    double sigmoid = 1 / (1 + Math.exp(-x[i]));
                    dx[i] = (float) (dy[i] * sigmoid * (1 + x[i] * (1 - sigmoid)));
                }
            }
            case Function.Hardswish _ -> {
                for (int i = n * size; i < end; i++) {
                    if (x[i] <= -3) {
                        dx[i] = 0;
                    } else {
                        dx[i] = x[i] >= 3 ? dy[i] : dy[i] * (x[i] / 3 + 0.5f);
                    }
                }
            }
            case Function.Softplus _ -> {
                for (int i = n * size; i < end; i++) {
                    dx[i] = (float) (dy[i] / (1 + Math.exp(-x[i])));
                }
            }
            case Function.Scale(double factor) -> {
                for (int i = n * size; i < end; i++) {
                    dx[i] = (float) factor * dy[i];
                }
            }
        }
    }
}
