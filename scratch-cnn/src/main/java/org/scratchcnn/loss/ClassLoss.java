package org.scratchcnn.loss;

import java.util.Arrays;
import java.util.List;
import org.scratchcnn.engine.Batch;

/** A loss by the softmax over a sample's logits, weighted by the sample's class. */
abstract class ClassLoss implements Loss {

    private final String title;
    final int classes;

    /** By class. */
    final double[] weights;

    private final double[] exponentials;

    /**
     * A loss.
     *
     * @param weights empty where all count alike
     */
    ClassLoss(String title, int classes, List<Double> weights) {
        this.title = title;
        this.classes = classes;
        this.weights = new double[classes];
        this.exponentials = new double[classes];
        Arrays.setAll(this.weights, k -> weights.isEmpty() ? 1 : weights.get(k));
    }

    /**
     * The sample's loss, weighted.
     *
     * @param sum of the exponentials of the sample's logits less the largest
     * @param logSum the logarithm of the sum of the exponentials of the sample's logits
     */
    abstract double value(float[] logits, int from, int label, double sum, double logSum);

    /** Writes the loss's gradient by the sample's logits, times the scale. */
    abstract void gradient(
            double[] exponentials,
            double sum,
            double logProbability,
            int label,
            double scale,
            float[] dLogits,
            int from);

    @Override
    public final void requireTargets(Batch batch) {
        switch (batch.targets()) {
            case Batch.Labels(var labels) -> ClassLabels.check(labels, batch.size(), classes);
            case Batch.Values _ ->
                throw new IllegalArgumentException(title + " needs class labels, but the batch's targets are values");
        }
    }

    @Override
    public final double weight(Batch batch) {
        int[] labels = batch.labels();
        double sum = 0;
        for (int n = 0; n < batch.size(); n++) {
            sum += weights[labels[n]];
        }
        return sum;
    }

    @Override
    public final double evaluate(float[] logits, Batch batch, int first, int count, float[] dLogits) {
        int[] labels = batch.labels();
        double weight = weight(batch);
        if (weight == 0) {
            Arrays.fill(dLogits, first * classes, (first + count) * classes, 0);
            return 0;
        }
        double sum = 0;
        for (int n = first; n < first + count; n++) {
            sum += evaluate(logits, n * classes, labels[n], 1.0 / weight, dLogits);
        }
        return sum / weight;
    }

    private double evaluate(float[] logits, int from, int label, double scale, float[] dLogits) {
        double largest = Softmax.largest(logits, from, classes);
        double sum = Softmax.exponentials(logits, from, largest, exponentials);
        double logSum = Math.log(sum) + largest;
        gradient(exponentials, sum, logits[from + label] - logSum, label, scale, dLogits, from);
        return value(logits, from, label, sum, logSum);
    }

    /** The probability of all classes but the label: added up, since 1 − p has lost its digits where p is almost 1. */
    final double others(int label, double sum) {
        double others = 0;
        for (int k = 0; k < classes; k++) {
            others += k == label ? 0 : exponentials[k];
        }
        return others / sum;
    }

    @Override
    public final double sum(float[] logits, Batch batch) {
        int[] labels = batch.labels();
        double sum = 0;
        for (int n = 0; n < batch.size(); n++) {
            int from = n * classes;
            double largest = Softmax.largest(logits, from, classes);
            double exponentialSum = Softmax.exponentials(logits, from, largest, exponentials);
            sum += value(logits, from, labels[n], exponentialSum, Math.log(exponentialSum) + largest);
        }
        return sum;
    }
}
