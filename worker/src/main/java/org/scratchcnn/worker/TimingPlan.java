package org.scratchcnn.worker;

/**
 * How single operations are timed.
 *
 * @param warmup operations before the first sample, of each kind
 * @param samples timed operations, of each kind; 0 for no timing
 */
public record TimingPlan(int warmup, int samples) {

    public TimingPlan {
        if (warmup < 0 || samples < 0) {
            throw new IllegalArgumentException(
                    "A timing plan takes no negative numbers, but was given a warm-up of %d and %d samples"
                            .formatted(warmup, samples));
        }
    }
}
