package org.scratchcnn.reports.result;

import org.scratchcnn.reports.statistics.ConfidenceInterval;
import org.scratchcnn.reports.statistics.Estimate;

/** A target, and how far what was measured reaches it. */
public sealed interface Attainment permits Attainment.Measured, Attainment.Missing, Attainment.Refused {

    /** At least this much is wanted. */
    double target();

    /** Whether the target is reached; what was not measured does not reach it. */
    boolean reached();

    /** Measured, and held against the target by the estimate itself. */
    record Measured(double target, Estimate estimate) implements Attainment {

        @Override
        public boolean reached() {
            return estimate.value() >= target;
        }

        /** Whether the whole interval stands on the same side of the target. */
        public boolean certain() {
            ConfidenceInterval interval = estimate.interval();
            return interval != null && (interval.lower() >= target) == (interval.upper() >= target);
        }
    }

    /**
     * Measured, but not to be published.
     *
     * @param why in a few words, for example {@code the peer came to 40 % of its known throughput}
     */
    record Refused(double target, String why) implements Attainment {

        @Override
        public boolean reached() {
            return false;
        }
    }

    /**
     * Not measured.
     *
     * @param why in a few words, for example {@code pytorch was not run}
     */
    record Missing(double target, String why) implements Attainment {

        @Override
        public boolean reached() {
            return false;
        }
    }
}
