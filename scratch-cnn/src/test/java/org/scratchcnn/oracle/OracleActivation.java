package org.scratchcnn.oracle;

import org.scratchcnn.network.Activation;

/** Activation functions in double precision, their derivatives taken from the input. */
public final class OracleActivation {

    private OracleActivation() {}

    public static double[] forward(Activation.Function function, double[] x) {
        var y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = switch (function) {
                case RELU -> x[i] > 0 ? x[i] : 0;
                case SIGMOID -> 1 / (1 + Math.exp(-x[i]));
                case TANH -> Math.tanh(x[i]);
            };
        }
        return y;
    }

    public static double[] gradientByInput(Activation.Function function, double[] x, double[] dy) {
        var dx = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double e = Math.exp(-Math.abs(x[i]));
            dx[i] = dy[i]
                    * switch (function) {
                        case RELU -> x[i] > 0 ? 1 : 0;
                        case SIGMOID -> e / ((1 + e) * (1 + e));
                        case TANH -> 1 / (Math.cosh(x[i]) * Math.cosh(x[i]));
                    };
        }
        return dx;
    }
}
