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

    /** More of one operation's samples than this say nothing new, and fill records: of more, evenly spaced ones are kept. */
    public static final int KEPT_SAMPLES = 1_000;

    public TimingPlan {
        if (warmup < 0 || samples < 1 || !(warmupSeconds >= 0) || !(sampleSeconds >= 0)) {
            throw new IllegalArgumentException(
                    "A timing plan takes at least 1 sample and no negative numbers, but was given a warm-up of %d operations and %s s, and %d samples and %s s"
                            .formatted(warmup, warmupSeconds, samples, sampleSeconds));
        }
        if (samples > KEPT_SAMPLES) {
            throw new IllegalArgumentException(
                    "A timing plan takes at most %d samples, but was given %d".formatted(KEPT_SAMPLES, samples));
        }
    }

    /** Exactly so many operations, however long they take. */
    public static TimingPlan counted(int warmup, int samples) {
        return new TimingPlan(warmup, 0, samples, 0);
    }
}
