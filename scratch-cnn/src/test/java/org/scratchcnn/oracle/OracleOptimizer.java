package org.scratchcnn.oracle;

import org.scratchcnn.network.OptimizerSpec;

/** The formulas of {@link OptimizerSpec}, word for word, in double precision. */
public final class OracleOptimizer {

    private final OptimizerSpec spec;
    private final double[] values;
    private final double[] first;
    private final double[] second;
    private int t;

    public OracleOptimizer(OptimizerSpec spec, double[] initial) {
        this.spec = spec;
        this.values = initial.clone();
        this.first = new double[initial.length];
        this.second = new double[initial.length];
    }

    /** Moves the values. */
    public void step(double[] gradient, double learningRate) {
        t++;
        for (int i = 0; i < values.length; i++) {
            values[i] -= learningRate * direction(i, gradient[i]);
        }
    }

    private double direction(int i, double g) {
        return switch (spec) {
            case OptimizerSpec.Sgd(double _, double momentum, boolean nesterov) -> {
                first[i] = momentum * first[i] + g;
                yield nesterov ? g + momentum * first[i] : first[i];
            }
            case OptimizerSpec.Adam(double _, double beta1, double beta2, double epsilon) -> {
                first[i] = beta1 * first[i] + (1 - beta1) * g;
                second[i] = beta2 * second[i] + (1 - beta2) * g * g;
                double mean = first[i] / (1 - Math.pow(beta1, t));
                double variance = second[i] / (1 - Math.pow(beta2, t));
                yield mean / (Math.sqrt(variance) + epsilon);
            }
        };
    }

    /** After the steps so far. */
    public double[] values() {
        return values.clone();
    }
}
