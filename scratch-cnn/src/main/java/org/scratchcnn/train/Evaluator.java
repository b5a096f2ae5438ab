package org.scratchcnn.train;

import java.util.Locale;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.BatchSource;
import org.scratchcnn.engine.Evaluation;
import org.scratchcnn.engine.InferenceSession;
import org.scratchcnn.loss.Loss;
import org.scratchcnn.network.NetworkSpec;

/**
 * Measures loss and accuracy on samples from logits, in double precision and the same way for every engine. Not safe for use
 * by several threads at once.
 */
public final class Evaluator {

    /** What {@link #predictedClass} says where a logit is not a number: no class. */
    public static final int NO_CLASS = -1;

    private final BatchSource samples;
    private final int outputs;
    private final Loss loss;
    private final float[] logits;

    /**
     * An evaluator of that network on {@code samples}.
     *
     * @throws IllegalArgumentException if the samples have another number of classes than the network has outputs
     */
    public Evaluator(BatchSource samples, NetworkSpec network) {
        this.samples = samples;
        this.outputs = network.resolve().logits().count();
        if (samples.classes() != outputs) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "The samples are of %d classes, but %s has %d outputs; evaluate it on data of the kind that it was trained on",
                    samples.classes(),
                    network.name(),
                    outputs));
        }
        this.loss = Loss.of(network.loss(), outputs);
        this.logits = new float[Math.multiplyExact(samples.batchSize(), outputs)];
    }

    /** Loss and accuracy of the session's network, without dropout; the loss is NaN where a logit is. */
    public Evaluation evaluate(InferenceSession session) {
        double sum = 0;
        double weight = 0;
        int correct = 0;
        int count = 0;
        boolean labelled = true;
        for (var batches = samples.epoch(1); batches.hasNext(); ) {
            Batch batch = batches.next();
            loss.requireTargets(batch);
            session.logits(batch, logits);
            sum += loss.sum(logits, batch);
            weight += loss.weight(batch);
            switch (batch.targets()) {
                case Batch.Labels(var labels) -> correct += correct(logits, labels, batch.size(), outputs);
                case Batch.Values _ -> labelled = false;
            }
            count += batch.size();
        }
        return new Evaluation(sum / weight, labelled ? (double) correct / count : Double.NaN, count);
    }

    /** How many samples' largest logit is their label's. */
    static int correct(float[] logits, int[] labels, int size, int outputs) {
        int correct = 0;
        for (int n = 0; n < size; n++) {
            if (predictedClass(logits, n * outputs, outputs) == labels[n]) {
                correct++;
            }
        }
        return correct;
    }

    /**
     * The class whose logit is largest, among equal ones the first; the sample's logits begin at {@code from}.
     *
     * @return {@link #NO_CLASS} if a logit is not a number
     */
    public static int predictedClass(float[] logits, int from, int classes) {
        int best = 0;
        for (int k = 0; k < classes; k++) {
            float logit = logits[from + k];
            if (Float.isNaN(logit)) {
                return NO_CLASS;
            }
            if (logit > logits[from + best]) {
                best = k;
            }
        }
        return best;
    }
}
