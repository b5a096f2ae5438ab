package org.scratchcnn.kernel.textbook;

import org.scratchcnn.network.Activation.Function.Gelu.Approximation;

/** The standard normal distribution Φ, exactly or as GELU approximates it, in double precision. */
final class Gaussian {

    /** From here on Φ is 0 or 1 up to the last bits of a double. */
    private static final double FAR = 8.5;

    private static final double CUBE = 0.044715;

    private Gaussian() {}

    /** {@code Φ(x)}. */
    static double below(double x, Approximation approximation) {
        return switch (approximation) {
            case EXACT -> below(x);
            case TANH -> (1 + Math.tanh(inner(x))) / 2;
        };
    }

    /** {@code Φ′(x)}. */
    static double density(double x, Approximation approximation) {
        return switch (approximation) {
            case EXACT -> density(x);
            case TANH -> {
                double tanh = Math.tanh(inner(x));
                double slope = Math.sqrt(2 / Math.PI) * (1 + 3 * CUBE * x * x);
                yield (1 - tanh * tanh) / 2 * slope;
            }
        };
    }

    private static double inner(double x) {
        return Math.sqrt(2 / Math.PI) * (x + CUBE * x * x * x);
    }

    /** {@code 1/2 + φ(x) · (x + x³/3 + x⁵/(3·5) + …)} (Marsaglia 2004, "Evaluating the normal distribution"). */
    private static double below(double x) {
        if (Math.abs(x) > FAR) {
            return x > 0 ? 1 : 0;
        }
        double term = x;
        double sum = x;
        for (int n = 3; Math.abs(term) > Math.ulp(sum); n += 2) {
            term *= x * x / n;
            sum += term;
        }
        return 0.5 + density(x) * sum;
    }

    private static double density(double x) {
        return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }
}
