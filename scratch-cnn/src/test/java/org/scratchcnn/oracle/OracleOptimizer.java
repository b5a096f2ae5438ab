package org.scratchcnn.oracle;

import java.util.Arrays;
import org.scratchcnn.network.OptimizerSpec;

/** The formulas of {@link OptimizerSpec}, word for word, in double precision. */
public final class OracleOptimizer {

    private final OptimizerSpec spec;
    private final int rows;
    private final double[] values;
    private final double[] first;
    private final double[] second;
    private final double[] third;
    private double momenta = 1;
    private int t;

    /** Of a parameter's {@linkplain OptimizerSpec#ruleOf rule}; a Muon's parameter is a matrix of one row. */
    public OracleOptimizer(OptimizerSpec rule, double[] initial) {
        this(rule, initial, 1);
    }

    /** Of the rule of a parameter with so many rows. */
    public OracleOptimizer(OptimizerSpec rule, double[] initial, int rows) {
        this.spec = rule;
        this.rows = rows;
        this.values = initial.clone();
        this.first = new double[initial.length];
        this.second = new double[initial.length];
        this.third = new double[initial.length];
        if (rule instanceof OptimizerSpec.AdaGrad adaGrad) {
            Arrays.fill(first, adaGrad.initialAccumulator());
        }
    }

    /** Moves the values. */
    public void step(double[] gradient, double learningRate) {
        t++;
        if (spec instanceof OptimizerSpec.NAdam nadam) {
            momenta *= momentum(nadam, t);
        }
        var direction = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            direction[i] = direction(i, gradient[i]);
        }
        if (spec instanceof OptimizerSpec.Muon) {
            direction = orthogonal(direction, rows);
        }
        for (int i = 0; i < values.length; i++) {
            values[i] -= learningRate * direction[i];
        }
    }

    /** Draws the values towards zero, beside the steps. */
    public void shrink(double by) {
        for (int i = 0; i < values.length; i++) {
            values[i] -= by * values[i];
        }
    }

    private double direction(int i, double g) {
        return switch (spec) {
            case OptimizerSpec.Sgd(double _, double momentum, boolean nesterov) -> momentum(i, g, momentum, nesterov);
            case OptimizerSpec.Adam(double _, double beta1, double beta2, double epsilon) -> {
                moments(i, g, beta1, beta2);
                yield unbiased(first[i], beta1) / (Math.sqrt(unbiased(second[i], beta2)) + epsilon);
            }
            case OptimizerSpec.AmsGrad(double _, double beta1, double beta2, double epsilon) -> {
                moments(i, g, beta1, beta2);
                third[i] = Math.max(third[i], second[i]);
                yield unbiased(first[i], beta1) / (Math.sqrt(unbiased(third[i], beta2)) + epsilon);
            }
            case OptimizerSpec.NAdam(double _, double beta1, double beta2, double epsilon, double _) -> {
                moments(i, g, beta1, beta2);
                double now = momentum((OptimizerSpec.NAdam) spec, t);
                double next = momentum((OptimizerSpec.NAdam) spec, t + 1);
                yield (g * (1 - now) / (1 - momenta) + first[i] * next / (1 - momenta * next))
                        / (Math.sqrt(unbiased(second[i], beta2)) + epsilon);
            }
            case OptimizerSpec.RmsProp(double _, double alpha, double epsilon, double momentum, boolean centered) -> {
                moments(i, g, alpha, alpha);
                double mean = centered ? first[i] : 0;
                third[i] = momentum * third[i] + g / (Math.sqrt(second[i] - mean * mean) + epsilon);
                yield third[i];
            }
            case OptimizerSpec.AdaGrad(double _, double rateDecay, double _, double epsilon) -> {
                first[i] += g * g;
                yield g / (Math.sqrt(first[i]) + epsilon) / (1 + (t - 1) * rateDecay);
            }
            case OptimizerSpec.Lion(double _, double beta1, double beta2) -> {
                double sign = Math.signum(beta1 * first[i] + (1 - beta1) * g);
                first[i] = beta2 * first[i] + (1 - beta2) * g;
                yield sign;
            }
            case OptimizerSpec.Muon(double _, double momentum, boolean nesterov, OptimizerSpec _) ->
                momentum(i, g, momentum, nesterov);
        };
    }

    private double momentum(int i, double g, double momentum, boolean nesterov) {
        first[i] = momentum * first[i] + g;
        return nesterov ? g + momentum * first[i] : first[i];
    }

    private void moments(int i, double g, double beta1, double beta2) {
        first[i] = beta1 * first[i] + (1 - beta1) * g;
        second[i] = beta2 * second[i] + (1 - beta2) * g * g;
    }

    private double unbiased(double moment, double beta) {
        return moment / (1 - Math.pow(beta, t));
    }

    private static double momentum(OptimizerSpec.NAdam nadam, int step) {
        return nadam.beta1() * (1 - 0.5 * Math.pow(0.96, step * nadam.momentumDecay()));
    }

    /** With Muon's factor for high matrices. */
    private static double[] orthogonal(double[] matrix, int rows) {
        int columns = matrix.length / rows;
        double norm =
                Math.sqrt(Arrays.stream(matrix).map(value -> value * value).sum()) + 1e-7;
        var x = Arrays.stream(matrix).map(value -> value / norm).toArray();
        for (int iteration = 0; iteration < 5; iteration++) {
            var gram = product(x, transposed(x, rows), rows);
            var cubic = product(gram, x, rows);
            var quintic = product(gram, cubic, rows);
            for (int i = 0; i < x.length; i++) {
                x[i] = 3.4445 * x[i] - 4.7750 * cubic[i] + 2.0315 * quintic[i];
            }
        }
        double factor = Math.sqrt(Math.max(1, (double) rows / columns));
        return Arrays.stream(x).map(value -> value * factor).toArray();
    }

    private static double[] product(double[] a, double[] b, int rows) {
        int inner = a.length / rows;
        int columns = b.length / inner;
        var c = new double[rows * columns];
        for (int row = 0; row < rows; row++) {
            for (int k = 0; k < inner; k++) {
                for (int column = 0; column < columns; column++) {
                    c[row * columns + column] += a[row * inner + k] * b[k * columns + column];
                }
            }
        }
        return c;
    }

    private static double[] transposed(double[] matrix, int rows) {
        int columns = matrix.length / rows;
        var transposed = new double[matrix.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                transposed[column * rows + row] = matrix[row * columns + column];
            }
        }
        return transposed;
    }

    /** After the steps so far. */
    public double[] values() {
        return values.clone();
    }
}
