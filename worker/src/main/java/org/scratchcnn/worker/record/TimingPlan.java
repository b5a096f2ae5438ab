package org.scratchcnn.worker.record;

/**
 * How single operations are timed: both a count and a time must be reached, so that slow engines still give several
 * samples and fast ones are really warm.
 *
 * @param warmup operations before the first sample, of each kind, at least
 * @param warmupSeconds of operations before the first sample, of each kind, at least
 * @param samples timed operations, of each kind, at least
 * @param sampleSeconds of timed operations, of each kind, at least
 */
public record TimingPlan(int warmup, double warmupSeconds, int samples, double sampleSeconds) {

    /** Exactly so many operations, however long they take. */
    public static TimingPlan counted(int warmup, int samples) {
        return new TimingPlan(warmup, 0, samples, 0);
    }
}
