package org.scratchcnn.loss;

import org.scratchcnn.network.LossSpec;

/**
 * Softmax and cross-entropy in one: {@code log Σ e^z − z[label]}, whose gradient is {@code softmax(z) − onehot(label)}
 * (Bishop 2006, "Pattern recognition and machine learning", equations 4.108 and 4.109). With smoothing and weights it is
 * {@code Σ share[k]·(log Σ e^z − z[k])}, whose gradient is {@code softmax(z)·Σ share − share}.
 */
final class SoftmaxCrossEntropy extends ClassLoss {

    /** The label's share, before weights. */
    private final double ofLabel;

    /** Every class's, before weights. */
    private final double ofEach;

    private final double weightSum;

    SoftmaxCrossEntropy(LossSpec.SoftmaxCrossEntropy spec, int classes) {
        super("Softmax and cross-entropy", classes, spec.classWeights());
        this.ofLabel = 1 - spec.labelSmoothing();
        this.ofEach = spec.labelSmoothing() / classes;
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        this.weightSum = sum;
    }

    @Override
    double value(float[] logits, int from, int label, double sum, double logSum) {
        double loss = ofLabel * weights[label] * (logSum - logits[from + label]);
        if (ofEach > 0) {
            for (int k = 0; k < classes; k++) {
                loss += ofEach * weights[k] * (logSum - logits[from + k]);
            }
        }
        return loss;
    }

    @Override
    void gradient(
            double[] exponentials,
            double sum,
            double logProbability,
            int label,
            double scale,
            float[] dLogits,
            int from) {
        double shares = ofLabel * weights[label] + ofEach * weightSum;
        for (int k = 0; k < classes; k++) {
            double share = (k == label ? ofLabel * weights[label] : 0) + ofEach * weights[k];
            dLogits[from + k] = (float) (scale * (exponentials[k] / sum * shares - share));
        }
    }
}
