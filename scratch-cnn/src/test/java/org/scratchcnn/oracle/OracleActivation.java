package org.scratchcnn.oracle;

import java.util.List;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.Activation.Function;

/** Activation functions in double precision, their derivatives taken from the input. */
public final class OracleActivation {

    private OracleActivation() {}

    /** One of each kind, and of those with constants some. */
    public static List<Function> functions() {
        return List.of(new Function.Relu(), new Function.Sigmoid(), new Function.Tanh());
    }

    public static double[] forward(Activation.Function function, double[] x) {
        var y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = switch (function) {
                case Function.Relu _ -> x[i] > 0 ? x[i] : 0;
                case Function.Sigmoid _ -> 1 / (1 + Math.exp(-x[i]));
                case Function.Tanh _ -> Math.tanh(x[i]);
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
                    };
        }
        return dx;
    }
}
