package org.scratchcnn.train;

import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.Session;
import org.scratchcnn.network.NetworkSpec;

/** Says which class samples are of, by a session's network. The session stays the caller's, to train or close. */
public final class Classifier {

    private final Session session;
    private final int classes;

    /** A classifier by {@code session}'s parameters as they are whenever it is asked. */
    public Classifier(Session session, NetworkSpec network) {
        this.session = session;
        this.classes = network.resolve().logits().count();
    }

    /**
     * The class of each sample: the one with the largest logit.
     *
     * @param samples {@code [count, C, H, W]} or {@code [count, F]}, row-major, prepared as in training
     */
    public int[] predict(float[] samples, int count) {
        float[] logits = logits(samples, count);
        int[] predicted = new int[count];
        for (int n = 0; n < count; n++) {
            for (int k = 1; k < classes; k++) {
                if (logits[n * classes + k] > logits[n * classes + predicted[n]]) {
                    predicted[n] = k;
                }
            }
        }
        return predicted;
    }

    /**
     * The probabilities that the network gives the classes, by softmax: {@code [count, classes]}, row-major.
     *
     * @param samples {@code [count, C, H, W]} or {@code [count, F]}, row-major, prepared as in training
     */
    public float[] probabilities(float[] samples, int count) {
        float[] values = logits(samples, count);
        for (int n = 0; n < count; n++) {
            softmax(values, n * classes);
        }
        return values;
    }

    private float[] logits(float[] samples, int count) {
        float[] logits = new float[count * classes];
        session.logits(Batch.labelled(count, samples, new int[count]), logits);
        return logits;
    }

    private void softmax(float[] values, int from) {
        double largest = values[from];
        for (int k = 1; k < classes; k++) {
            largest = Math.max(largest, values[from + k]);
        }
        double sum = 0;
        for (int k = 0; k < classes; k++) {
            sum += Math.exp(values[from + k] - largest);
        }
        for (int k = 0; k < classes; k++) {
            values[from + k] = (float) (Math.exp(values[from + k] - largest) / sum);
        }
    }
}
