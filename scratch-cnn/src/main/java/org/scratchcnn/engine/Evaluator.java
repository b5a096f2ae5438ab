package org.scratchcnn.engine;

import org.scratchcnn.network.LossSpec;

/** Measures loss and accuracy on labelled samples from logits, in double precision and the same way for every engine. */
public final class Evaluator {

    private final BatchSource samples;
    private final LossSpec lossSpec;
    private final float[] logits;

    /** An evaluator on {@code samples}, which must be labelled. */
    public Evaluator(BatchSource samples, LossSpec lossSpec) {
        this.samples = samples;
        this.lossSpec = lossSpec;
        this.logits = new float[samples.batchSize() * samples.classes()];
    }

    /** Loss and accuracy of the session's network, without dropout. */
    public Evaluation evaluate(Session session) {
        int classes = samples.classes();
        double loss = 0;
        int correct = 0;
        int count = 0;
        for (var batches = samples.epoch(1); batches.hasNext(); ) {
            Batch batch = batches.next();
            session.logits(batch, logits);
            int[] labels = batch.labels();
            for (int n = 0; n < batch.size(); n++) {
                int from = n * classes;
                int largest = predictedClass(logits, from, classes);
                loss += switch (lossSpec) {
                    case SOFTMAX_CROSS_ENTROPY -> softmaxCrossEntropy(from, classes, labels[n], largest);
                    case BINARY_CROSS_ENTROPY -> binaryCrossEntropy(from, classes, labels[n]);
                    case MEAN_SQUARED_ERROR -> meanSquaredError(from, classes, labels[n]);
                };
                if (largest == labels[n]) {
                    correct++;
                }
            }
            count += batch.size();
        }
        return new Evaluation(loss / count, (double) correct / count, count);
    }

    /** {@code log Σ e^z − z[label]}, with the largest logit taken out so that nothing overflows. */
    private double softmaxCrossEntropy(int from, int classes, int label, int largest) {
        double max = logits[from + largest];
        double sum = 0;
        for (int k = 0; k < classes; k++) {
            sum += Math.exp(logits[from + k] - max);
        }
        return Math.log(sum) + max - logits[from + label];
    }

    private double binaryCrossEntropy(int from, int classes, int label) {
        double sum = 0;
        for (int k = 0; k < classes; k++) {
            double logit = logits[from + k];
            double target = k == label ? 1 : 0;
            sum += Math.max(logit, 0) - logit * target + Math.log1p(Math.exp(-Math.abs(logit)));
        }
        return sum / classes;
    }

    private double meanSquaredError(int from, int classes, int label) {
        double sum = 0;
        for (int k = 0; k < classes; k++) {
            double difference = logits[from + k] - (k == label ? 1 : 0);
            sum += difference * difference;
        }
        return sum / classes;
    }

    /** The class whose logit is largest, among equal ones the first; the sample's logits begin at {@code from}. */
    public static int predictedClass(float[] logits, int from, int classes) {
        int best = 0;
        for (int k = 1; k < classes; k++) {
            if (logits[from + k] > logits[from + best]) {
                best = k;
            }
        }
        return best;
    }
}
