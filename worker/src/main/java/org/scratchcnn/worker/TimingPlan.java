package org.scratchcnn.worker;

/**
 * How single operations are timed: both a count and a time must be reached, so that slow engines still give several
 * samples and fast ones are really warm.
 *
 * @param warmup operations before the first sample, of each kind, at least
 * @param warmupSeconds of operations before the first sample, of each kind, at least
 * @param samples timed operations, of each kind, at least; 0 for no timing
 * @param sampleSeconds of timed operations, of each kind, at least, unless {@link #MAXIMUM_SAMPLES} come first
 */
public record TimingPlan(int warmup, double warmupSeconds, int samples, double sampleSeconds) {

    /** More samples of one operation say nothing new, and fill records. */
    public static final int MAXIMUM_SAMPLES = 1_000;

    public TimingPlan {
        if (warmup < 0 || samples < 0 || !(warmupSeconds >= 0) || !(sampleSeconds >= 0)) {
            throw new IllegalArgumentException(
                    "A timing plan takes no negative numbers, but was given a warm-up of %d operations and %s s, and %d samples and %s s"
                            .formatted(warmup, warmupSeconds, samples, sampleSeconds));
        }
        if (samples > MAXIMUM_SAMPLES) {
            throw new IllegalArgumentException(
                    "A timing plan takes at most %d samples, but was given %d".formatted(MAXIMUM_SAMPLES, samples));
        }
    }

    /** Exactly so many operations, however long they take. */
    public static TimingPlan counted(int warmup, int samples) {
        return new TimingPlan(warmup, 0, samples, 0);
    }
}
