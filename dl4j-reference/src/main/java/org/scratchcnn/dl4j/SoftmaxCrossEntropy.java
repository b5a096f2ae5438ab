package org.scratchcnn.dl4j;

import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Softmax and cross-entropy: {@code Σ targetₖ · (log Σ e^z − zₖ)}; by the logits {@code softmax(z) − target}. */
final class SoftmaxCrossEntropy extends LossFromLogits {

    private static final long serialVersionUID = 1L;

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
            if (targets[k] != 0) {
                loss += targets[k] * (logSum - logits[k]);
            }
        }
        return loss;
    }

    @Override
    INDArray gradient(INDArray targets, INDArray logits) {
        return new ActivationSoftmax().getActivation(logits.dup(), true).subi(targets);
    }
}
