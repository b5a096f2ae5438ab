package org.scratchcnn.loss;

import java.util.Arrays;

/**
 * {@code e^z / Σ e^z} over a sample's logits, in double precision. The largest logit is taken out of the exponents, so that
 * nothing overflows.
 */
public final class Softmax {

    private Softmax() {}

    /**
     * The probabilities of a sample's classes; NaN where a logit is.
     *
     * @param logits row-major; the sample's begin at {@code from}
     */
    public static double[] probabilities(float[] logits, int from, int classes) {
        var probabilities = new double[classes];
        double sum = exponentials(logits, from, largest(logits, from, classes), probabilities);
        Arrays.setAll(probabilities, k -> probabilities[k] / sum);
        return probabilities;
    }

    /** The largest of a sample's logits; NaN if one is. */
    static double largest(float[] logits, int from, int classes) {
        double largest = logits[from];
        for (int k = 1; k < classes; k++) {
            largest = Math.max(largest, logits[from + k]);
        }
        return largest;
    }

    /**
     * {@code e^(z − largest)} of each logit.
     *
     * @param exponentials receives as many as it has room for
     * @return their sum
     */
    static double exponentials(float[] logits, int from, double largest, double[] exponentials) {
        double sum = 0;
        for (int k = 0; k < exponentials.length; k++) {
            exponentials[k] = Math.exp(logits[from + k] - largest);
            sum += exponentials[k];
        }
        return sum;
    }
}
