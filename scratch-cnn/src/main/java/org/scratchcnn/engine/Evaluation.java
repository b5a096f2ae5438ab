package org.scratchcnn.engine;

/**
 * How well a network does on samples that it was not trained on.
 *
 * @param loss mean over all samples
 * @param accuracy share of samples whose largest logit is their label's, in [0, 1]; NaN where targets are values
 */
public record Evaluation(double loss, double accuracy, int samples) {

    /** On no samples. */
    public static final Evaluation NONE = new Evaluation(Double.NaN, Double.NaN, 0);
}
