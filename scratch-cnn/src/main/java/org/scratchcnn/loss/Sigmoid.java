package org.scratchcnn.loss;

/** {@code 1 / (1 + e^−z)}, in double precision. */
public final class Sigmoid {

    private Sigmoid() {}

    /** The probability that a logit stands for. */
    public static double of(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }
}
