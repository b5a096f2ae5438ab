package org.scratchcnn.loss;

import org.scratchcnn.engine.Batch;

/**
 * Softmax and cross-entropy in one: {@code log Σ e^z − z[label]}, whose gradient is {@code softmax(z) − onehot(label)}
 * (Bishop 2006, "Pattern recognition and machine learning", equations 4.108 and 4.109).
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
        double largest = Softmax.largest(logits, from, classes);
        double sum = Softmax.exponentials(logits, from, largest, exponentials);
        for (int k = 0; k < classes; k++) {
            double probability = exponentials[k] / sum;
            dLogits[from + k] = (float) (scale * (k == label ? probability - 1 : probability));
        }
        return Math.log(sum) + largest - logits[from + label];
    }

    @Override
    public double sum(float[] logits, Batch batch) {
        int[] labels = batch.labels();
        double sum = 0;
        for (int n = 0; n < batch.size(); n++) {
            int from = n * classes;
            double largest = Softmax.largest(logits, from, classes);
            sum += Math.log(Softmax.exponentials(logits, from, largest, exponentials))
                    + largest
                    - logits[from + labels[n]];
        }
        return sum;
    }
}
