package org.scratchcnn.oracle;

import java.util.List;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.Activation.Function;
import org.scratchcnn.network.Activation.Function.Gelu.Approximation;

/** Activation functions in double precision, their derivatives taken from the input. */
public final class OracleActivation {

    private OracleActivation() {}

    /** One of each kind, and of those with constants some. */
    public static List<Function> functions() {
        return List.of(
                new Function.Relu(),
                new Function.Sigmoid(),
                new Function.Tanh(),
                new Function.LeakyRelu(0.01),
                new Function.LeakyRelu(-0.5),
                new Function.Elu(1),
                new Function.Elu(0.3),
                new Function.Gelu(Approximation.EXACT),
                new Function.Gelu(Approximation.TANH),
                new Function.Silu(),
                new Function.Hardswish(),
                new Function.Softplus(),
                new Function.Scale(-1.5));
    }

    public static double[] forward(Activation.Function function, double[] x) {
        var y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = switch (function) {
                case Function.Relu _ -> x[i] > 0 ? x[i] : 0;
                case Function.Sigmoid _ -> 1 / (1 + Math.exp(-x[i]));
                case Function.Tanh _ -> Math.tanh(x[i]);
                case Function.LeakyRelu(double slope) -> x[i] > 0 ? x[i] : slope * x[i];
                case Function.Elu(double alpha) -> x[i] > 0 ? x[i] : alpha * Math.expm1(x[i]);
                case Function.Gelu(var approximation) -> x[i] * gaussian(x[i], approximation);
                case Function.Silu _ -> x[i] / (1 + Math.exp(-x[i]));
                case Function.Hardswish _ -> x[i] * Math.min(Math.max(x[i] + 3, 0), 6) / 6;
                case Function.Softplus _ -> Math.max(x[i], 0) + Math.log1p(Math.exp(-Math.abs(x[i])));
                case Function.Scale(double factor) -> factor * x[i];
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
                        case Function.Relu _ -> x[i] > 0 ? 1 : 0;
                        case Function.Sigmoid _ -> e / ((1 + e) * (1 + e));
                        case Function.Tanh _ -> 1 / (Math.cosh(x[i]) * Math.cosh(x[i]));
                        case Function.LeakyRelu(double slope) -> x[i] > 0 ? 1 : slope;
                        case Function.Elu(double alpha) -> x[i] > 0 ? 1 : alpha * Math.exp(x[i]);
                        case Function.Gelu(var approximation) ->
                            gaussian(x[i], approximation) + x[i] * gaussianDerivative(x[i], approximation);
                        case Function.Silu _ -> sigmoid(x[i]) + x[i] * e / ((1 + e) * (1 + e));
                        case Function.Hardswish _ -> x[i] <= -3 ? 0 : x[i] >= 3 ? 1 : (2 * x[i] + 3) / 6;
                        case Function.Softplus _ -> sigmoid(x[i]);
                        case Function.Scale(double factor) -> factor;
                    };
        }
        return dx;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double gaussian(double x, Approximation approximation) {
        return switch (approximation) {
            case EXACT -> normal(x);
            case TANH -> sigmoid(2 * Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x));
        };
    }

    private static double gaussianDerivative(double x, Approximation approximation) {
        return switch (approximation) {
            case EXACT -> density(x);
            case TANH -> {
                double sigmoid = gaussian(x, approximation);
                yield sigmoid * (1 - sigmoid) * 2 * Math.sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * x * x);
            }
        };
    }

    /** The standard normal distribution, by Simpson's rule over its density. */
    public static double normal(double x) {
        if (Math.abs(x) > 12) {
            return x > 0 ? 1 : 0;
        }
        int steps = 512;
        double step = x / steps;
        double sum = density(0) + density(x);
        for (int i = 1; i < steps; i++) {
            sum += (i % 2 == 1 ? 4 : 2) * density(i * step);
        }
        return 0.5 + sum * step / 3;
    }

    private static double density(double x) {
        return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }
}
