package org.scratchcnn.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Sigmoid and binary cross-entropy, the mean over a sample's outputs of {@code max(z, 0) − z·t + log(1 + e^−|z|)}; by the
 * logits {@code (sigmoid(z) − t) / outputs}.
 */
final class BinaryCrossEntropy extends LossFromLogits {

    private static final long serialVersionUID = 1L;

    @Override
    double sampleLoss(float[] logits, float[] targets, int from, int outputs) {
        double sum = 0;
        for (int k = from; k < from + outputs; k++) {
            double z = logits[k];
            sum += Math.max(z, 0) - z * targets[k] + Math.log1p(Math.exp(-Math.abs(z)));
        }
        return sum / outputs;
    }

    @Override
    INDArray gradient(INDArray targets, INDArray logits) {
        return Transforms.sigmoid(logits, true).subi(targets).divi(logits.size(1));
    }
}
