package org.scratchcnn.reports.statistics;

import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.apache.commons.statistics.distribution.TDistribution;

/** Means of independent values with Student's t interval, for a handful of seeds or process starts. */
public final class MeanEstimate {

    private MeanEstimate() {}

    /**
     * The mean, with an interval of the reports' confidence if there are at least two values.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static Estimate of(double... values) {
        return of(ConfidenceInterval.LEVEL, values);
    }

    /** The same with an interval of another confidence, in (0, 1). */
    public static Estimate of(double confidence, double[] values) {
        return estimate(confidence, Math.sqrt(1.0 / values.length), values);
    }

    /**
     * Where one more value of a normal distribution is expected, given some of its values: mean ± t·s·√(1 + 1/n), with
     * Student's t for n − 1 degrees of freedom (Hahn and Meeker, "Statistical intervals", 1991, section 4.7).
     *
     * @param values at least two
     */
    public static Estimate prediction(double confidence, double[] values) {
        return estimate(confidence, Math.sqrt(1 + 1.0 / values.length), values);
    }

    private static Estimate estimate(double confidence, double deviations, double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("A mean needs at least 1 value, but was given none");
        }
        double mean = Mean.of(values).getAsDouble();
        if (values.length == 1) {
            return new Estimate(mean, null);
        }
        double half = TDistribution.of(values.length - 1.0).inverseSurvivalProbability((1 - confidence) / 2)
                * StandardDeviation.of(values).getAsDouble()
                * deviations;
        return new Estimate(mean, new ConfidenceInterval(mean - half, mean + half));
    }
}
