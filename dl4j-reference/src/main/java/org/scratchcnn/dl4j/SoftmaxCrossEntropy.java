package org.scratchcnn.dl4j;

import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Softmax and cross-entropy: {@code Σ targetₖ · (log Σ e^z − zₖ)}; by the logits {@code softmax(z) − target}. Smoothing
 * takes its share of a sample's targets, and gives as much of it to each.
 */
final class SoftmaxCrossEntropy extends LossFromLogits {

    private static final long serialVersionUID = 1L;

    private final double labelSmoothing;

    SoftmaxCrossEntropy(double labelSmoothing) {
        this.labelSmoothing = labelSmoothing;
    }

    @Override
    double sampleLoss(float[] logits, float[] targets, int from, int outputs) {
        double max = Double.NEGATIVE_INFINITY;
        for (int k = from; k < from + outputs; k++) {
            max = Math.max(max, logits[k]);
        }
        double sum = 0;
        for (int k = from; k < from + outputs; k++) {
            sum += Math.exp(logits[k] - max);
        }
        double logSum = Math.log(sum) + max;
        double loss = 0;
        for (int k = from; k < from + outputs; k++) {
            double target = (1 - labelSmoothing) * targets[k] + labelSmoothing / outputs;
            if (target != 0) {
                loss += target * (logSum - logits[k]);
            }
        }
        return loss;
    }

    @Override
    INDArray gradient(INDArray targets, INDArray logits) {
        var gradient = new ActivationSoftmax().getActivation(logits.dup(), true);
        return labelSmoothing == 0
                ? gradient.subi(targets)
                : gradient.subi(targets.mul(1 - labelSmoothing)).subi(labelSmoothing / logits.size(1));
    }
}
