package org.scratchcnn.reports.statistics;

import org.jspecify.annotations.Nullable;

/**
 * A value estimated from samples.
 *
 * @param interval how far off it may be; absent where there are too few samples to say
 */
public record Estimate(double value, @Nullable ConfidenceInterval interval) {

    /** The lower bound, or the value itself where there is no interval. */
    public double lower() {
        return interval == null ? value : interval.lower();
    }

    /** The upper bound, or the value itself where there is no interval. */
    public double upper() {
        return interval == null ? value : interval.upper();
    }
}
