package org.scratchcnn.train;

import org.scratchcnn.engine.Batch;
import org.scratchcnn.loss.Loss;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.plan.PassListener;
import org.scratchcnn.plan.Plan;

/** A batch's way through a plan, forward and backward, in as many parts as the plan's passes make of it. */
final class TrainingPass {

    private final Plan plan;
    private final int maxBatch;
    private final Loss loss;
    private final float[] logits;
    private final float[] dLogits;

    TrainingPass(TrainingSpec training, Plan plan) {
        this.plan = plan;
        this.maxBatch = training.batchSize();
        var network = training.network();
        int outputs = network.resolve().logits().count();
        this.loss = Loss.of(network.loss(), outputs);
        this.logits = new float[Math.multiplyExact(maxBatch, outputs)];
        this.dLogits = new float[logits.length];
    }

    /**
     * Adds the gradients of the mean loss by all parameters to what these hold.
     *
     * @param step of training, which dropout's masks depend on
     * @return the mean loss
     * @throws IllegalArgumentException if the batch is larger than those that training was planned for, or one of its
     *     targets isn't the loss's
     */
    double addGradients(Batch batch, long step, PassListener listener) {
        if (batch.size() > maxBatch) {
            throw new IllegalArgumentException(
                    "The batch has %d samples, but the session was opened for training with batches of at most %d"
                            .formatted(batch.size(), maxBatch));
        }
        loss.requireTargets(batch);
        double batchLoss = 0;
        for (int first = 0; first < batch.size(); first += plan.maxBatch()) {
            int count = Math.min(plan.maxBatch(), batch.size() - first);
            plan.forward(batch.inputs(), first, count, true, step, logits, listener);
            batchLoss += loss.evaluate(logits, batch, first, count, dLogits);
            plan.backward(dLogits, listener);
        }
        return batchLoss;
    }
}
