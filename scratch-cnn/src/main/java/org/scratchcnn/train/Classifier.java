package org.scratchcnn.train;

import java.util.Locale;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.InferenceSession;
import org.scratchcnn.loss.Softmax;
import org.scratchcnn.network.NetworkSpec;

/**
 * Says which class samples are of, by a session's network. The session stays the caller's, to train or close. Threads may
 * share a classifier: they take turns.
 */
public final class Classifier {

    private final InferenceSession session;
    private final int classes;

    /** A classifier by {@code session}'s parameters as they are whenever it is asked. */
    public Classifier(InferenceSession session, NetworkSpec network) {
        this.session = session;
        this.classes = network.resolve().logits().count();
    }

    /**
     * The class of each sample: the one with the largest logit.
     *
     * @param samples {@code [count, C, H, W]} or {@code [count, F]}, row-major, prepared as in training
     * @throws IllegalStateException if a logit is not a number
     */
    public int[] predict(float[] samples, int count) {
        float[] logits = logits(samples, count);
        int[] predicted = new int[count];
        for (int n = 0; n < count; n++) {
            predicted[n] = Evaluator.predictedClass(logits, n * classes, classes);
        }
        return predicted;
    }

    /**
     * The probabilities that the network gives the classes, by softmax: {@code [count, classes]}, row-major.
     *
     * @param samples {@code [count, C, H, W]} or {@code [count, F]}, row-major, prepared as in training
     * @throws IllegalStateException if a logit is not a number
     */
    public double[] probabilities(float[] samples, int count) {
        float[] logits = logits(samples, count);
        var probabilities = new double[logits.length];
        for (int n = 0; n < count; n++) {
            System.arraycopy(
                    Softmax.probabilities(logits, n * classes, classes), 0, probabilities, n * classes, classes);
        }
        return probabilities;
    }

    /**
     * The logits of the samples, {@code [count, outputs]}, row-major.
     *
     * @param samples {@code [count, C, H, W]} or {@code [count, F]}, row-major, prepared as in training
     * @throws IllegalStateException if one is not a number
     */
    public synchronized float[] logits(float[] samples, int count) {
        float[] logits = new float[Math.multiplyExact(count, classes)];
        session.logits(Batch.labelled(count, samples, new int[count]), logits);
        for (int i = 0; i < logits.length; i++) {
            if (!Float.isFinite(logits[i])) {
                throw new IllegalStateException(String.format(
                        Locale.ROOT,
                        "The network answers %s for output %d of sample %d: its training has diverged, or the sample holds values that are not finite",
                        logits[i],
                        i % classes,
                        i / classes));
            }
        }
        return logits;
    }
}
