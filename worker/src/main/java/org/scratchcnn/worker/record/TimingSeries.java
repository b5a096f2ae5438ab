package org.scratchcnn.worker.record;

import java.util.List;

/**
 * Repeated timings of one operation, in the order they were taken.
 *
 * @param batchSize samples in each operation
 * @param warmup operations before the first that was timed
 * @param timed operations that were timed
 * @param milliseconds one an operation; of many, evenly spaced ones
 */
public record TimingSeries(Operation operation, int batchSize, int warmup, int timed, List<Double> milliseconds) {

    /** What was timed. */
    public enum Operation {
        /** {@code Session.logits}: one forward pass without dropout. */
        FORWARD,
        /** {@code Session.logits} of a single sample, in a session that was opened for whole batches: its latency. */
        FORWARD_ONE,
        /** {@code Session.computeGradients}: forward and backward pass, without an update. */
        FORWARD_BACKWARD,
        /** {@code Session.step}: forward, backward, update. */
        STEP;

        /** What training is made of. */
        public static final List<Operation> OF_TRAINING = List.of(FORWARD, FORWARD_BACKWARD, STEP);

        /** As reports name it, for example {@code forward and backward}. */
        public String title() {
            return switch (this) {
                case FORWARD -> "forward";
                case FORWARD_ONE -> "forward, one image";
                case FORWARD_BACKWARD -> "forward and backward";
                case STEP -> "training step";
            };
        }

        /** Samples in each operation where batches have {@code batchSize}. */
        public int samples(int batchSize) {
            return switch (this) {
                case FORWARD, FORWARD_BACKWARD, STEP -> batchSize;
                case FORWARD_ONE -> 1;
            };
        }
    }

    public TimingSeries {
        milliseconds = List.copyOf(milliseconds);
    }
}
