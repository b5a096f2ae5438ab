package org.scratchcnn.reports.statistics;

/** A range that covers the true value with a stated confidence, in a report {@link #LEVEL}. */
public record ConfidenceInterval(double lower, double upper) {

    /** The confidence of the intervals in a report. */
    public static final double LEVEL = 0.95;

    public ConfidenceInterval {
        if (!(lower <= upper)) {
            throw new IllegalArgumentException(
                    "An interval's lower bound must not be above its upper one, but they are %s and %s"
                            .formatted(lower, upper));
        }
    }
}
