package org.scratchcnn.loss;

import org.scratchcnn.engine.Batch;

/**
 * Softmax and cross-entropy in one: {@code log Σ e^z − z[label]}, whose gradient is {@code softmax(z) − onehot(label)}
 * (Bishop 2006, "Pattern recognition and machine learning", equations 4.108 and 4.109). The largest logit is taken out
 * of the exponents, so that nothing overflows.
 */
final class SoftmaxCrossEntropy implements Loss {

    private final int classes;
    private final double[] exponentials;

    SoftmaxCrossEntropy(int classes) {
        this.classes = classes;
        this.exponentials = new double[classes];
    }

    @Override
    public void requireTargets(Batch batch) {
        switch (batch.targets()) {
            case Batch.Labels(var labels) -> ClassLabels.check(labels, batch.size(), classes);
            case Batch.Values _ ->
                throw new IllegalArgumentException(
                        "Softmax and cross-entropy needs class labels, but the batch's targets are values");
        }
    }

    @Override
    public double evaluate(float[] logits, Batch batch, int first, int count, float[] dLogits) {
        int samples = batch.size();
        int[] labels = batch.labels();
        double sum = 0;
        for (int n = first; n < first + count; n++) {
            sum += evaluateSample(logits, n * classes, labels[n], 1.0 / samples, dLogits);
        }
        return sum / samples;
    }

    private double evaluateSample(float[] logits, int from, int label, double scale, float[] dLogits) {
        double largest = logits[from];
        for (int k = 1; k < classes; k++) {
            largest = Math.max(largest, logits[from + k]);
        }
        double sum = 0;
        for (int k = 0; k < classes; k++) {
            exponentials[k] = Math.exp(logits[from + k] - largest);
            sum += exponentials[k];
        }
        for (int k = 0; k < classes; k++) {
            double probability = exponentials[k] / sum;
            dLogits[from + k] = (float) (scale * (k == label ? probability - 1 : probability));
        }
        return Math.log(sum) + largest - logits[from + label];
    }
}
