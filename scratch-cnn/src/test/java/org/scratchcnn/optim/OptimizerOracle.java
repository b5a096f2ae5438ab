package org.scratchcnn.optim;

import org.scratchcnn.network.OptimizerSpec;

/** The formulas of {@link OptimizerSpec}, word for word, in double precision. */
final class OptimizerOracle {

    private final OptimizerSpec spec;
    private final double[] values;
    private final double[] first;
    private final double[] second;
    private int t;

    OptimizerOracle(OptimizerSpec spec, float[] initial) {
        this.spec = spec;
        this.values = new double[initial.length];
        this.first = new double[initial.length];
        this.second = new double[initial.length];
        for (int i = 0; i < initial.length; i++) {
            values[i] = initial[i];
        }
    }

    void step(float[] gradient) {
        t++;
        for (int i = 0; i < values.length; i++) {
            double g = gradient[i];
            values[i] -= switch (spec) {
                case OptimizerSpec.Sgd(double rate, double momentum, boolean nesterov) -> {
                    first[i] = momentum * first[i] + g;
                    yield rate * (nesterov ? g + momentum * first[i] : first[i]);
                }
                case OptimizerSpec.Adam(double rate, double beta1, double beta2, double epsilon) -> {
                    first[i] = beta1 * first[i] + (1 - beta1) * g;
                    second[i] = beta2 * second[i] + (1 - beta2) * g * g;
                    double mean = first[i] / (1 - Math.pow(beta1, t));
                    double variance = second[i] / (1 - Math.pow(beta2, t));
                    yield rate * mean / (Math.sqrt(variance) + epsilon);
                }
            };
        }
    }

    double value(int index) {
        return values[index];
    }
}
