package org.scratchcnn.loss;

import org.scratchcnn.network.LossSpec;

/**
 * {@code −(1 − p)^γ · log p}, whose gradient by the logits is {@code (softmax(z) − onehot(label)) · ((1 − p)^γ − γ·p·(1 −
 * p)^(γ−1)·log p)}.
 */
final class FocalLoss extends ClassLoss {

    private final double gamma;

    FocalLoss(LossSpec.Focal spec, int classes) {
        super("Softmax and focal loss", classes, spec.classWeights());
        this.gamma = spec.gamma();
    }

    @Override
    double value(float[] logits, int from, int label, double sum, double logSum) {
        return weights[label] * Math.pow(others(label, sum), gamma) * (logSum - logits[from + label]);
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
        double others = others(label, sum);
        double factor = weights[label] * Math.pow(others, gamma);
        if (others > 0 && gamma > 0) {
            double probability = exponentials[label] / sum;
            double slope = gamma * Math.pow(others, gamma - 1);
            // Where the probability underflows, its logarithm is still finite: nothing is left of the product.
            factor -= weights[label] * slope * probability * logProbability;
        }
        for (int k = 0; k < classes; k++) {
            double difference = k == label ? -others : exponentials[k] / sum;
            dLogits[from + k] = (float) (scale * factor * difference);
        }
    }
}
