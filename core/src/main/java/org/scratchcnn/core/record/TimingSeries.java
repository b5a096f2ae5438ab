package org.scratchcnn.core.record;

import java.util.List;

/**
 * Repeated timings of one operation, in the order they were taken.
 *
 * @param batchSize samples in each operation
 * @param warmup operations before the first sample
 * @param milliseconds one an operation
 */
public record TimingSeries(Operation operation, int batchSize, int warmup, List<Double> milliseconds) {

    /** What was timed. */
    public enum Operation {
        /** {@code Session.logits}: one forward pass without dropout. */
        FORWARD,
        /** {@code Session.computeGradients}: forward and backward pass, without an update. */
        FORWARD_BACKWARD,
        /** {@code Session.step}: forward, backward, update. */
        STEP
    }

    public TimingSeries {
        milliseconds = List.copyOf(milliseconds);
    }
}
