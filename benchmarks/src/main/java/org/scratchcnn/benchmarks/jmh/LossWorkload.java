package org.scratchcnn.benchmarks.jmh;

import java.util.SplittableRandom;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.loss.Loss;
import org.scratchcnn.network.LossSpec;

/** Softmax and cross-entropy of drawn logits and labels, with the gradient. */
final class LossWorkload implements Workload {

    private final Loss loss;
    private final float[] logits;
    private final Batch batch;
    private final float[] gradient;
    private double value;

    LossWorkload(int classes, int images) {
        var random = new SplittableRandom(1);
        loss = Loss.of(LossSpec.SOFTMAX_CROSS_ENTROPY, classes);
        logits = DrawnNumbers.draw(images * classes, random);
        gradient = new float[images * classes];
        var labels = new int[images];
        for (int i = 0; i < images; i++) {
            labels[i] = random.nextInt(classes);
        }
        batch = Batch.labelled(images, new float[0], labels);
    }

    @Override
    public float[] run() {
        value = loss.evaluate(logits, batch, 0, batch.size(), gradient);
        return gradient;
    }

    /** The mean loss that the last operation found. */
    double value() {
        return value;
    }

    float[] logits() {
        return logits;
    }

    int[] labels() {
        return batch.labels();
    }
}
