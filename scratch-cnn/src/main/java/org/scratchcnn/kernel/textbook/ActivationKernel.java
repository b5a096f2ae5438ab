package org.scratchcnn.kernel.textbook;

import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.network.Activation;

/** A function of each value. All derivatives are taken from the output: it is there, and the formulas are shorter. */
final class ActivationKernel extends SplitUnaryKernel {

    private final Activation.Function function;
    private final int size;

    ActivationKernel(Activation.Function function, int size, ThreadTeam team) {
        super(team);
        this.function = function;
        this.size = size;
    }

    @Override
    void forwardItem(int n) {
        int end = (n + 1) * size;
        switch (function) {
            case Activation.Function.Relu _ -> {
                for (int i = n * size; i < end; i++) {
                    y[i] = Math.max(0, x[i]);
                }
            }
            case Activation.Function.Sigmoid _ -> {
                for (int i = n * size; i < end; i++) {
                    y[i] = (float) (1 / (1 + Math.exp(-x[i])));
                }
            }
            case Activation.Function.Tanh _ -> {
                for (int i = n * size; i < end; i++) {
                    y[i] = (float) Math.tanh(x[i]);
                }
            }
        }
    }

    @Override
    void gradientByInputItem(int n) {
        int end = (n + 1) * size;
        switch (function) {
            case Activation.Function.Relu _ -> {
                for (int i = n * size; i < end; i++) {
                    dx[i] = y[i] > 0 ? dy[i] : 0;
                }
            }
            case Activation.Function.Sigmoid _ -> {
                for (int i = n * size; i < end; i++) {
                    dx[i] = dy[i] * y[i] * (1 - y[i]);
                }
            }
            case Activation.Function.Tanh _ -> {
                for (int i = n * size; i < end; i++) {
                    dx[i] = dy[i] * (1 - y[i] * y[i]);
                }
            }
        }
    }
}
