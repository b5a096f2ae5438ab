package org.scratchcnn.reports.statistics;

import java.util.EnumSet;
import org.apache.commons.statistics.descriptive.DoubleStatistics;
import org.apache.commons.statistics.descriptive.Statistic;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Where one more value of a normal distribution is expected, given some of its values: mean ± t·s·√(1 + 1/n), with
 * Student's t for n − 1 degrees of freedom (Hahn and Meeker, "Statistical intervals", 1991, section 4.7).
 */
public final class PredictionInterval {

    private PredictionInterval() {}

    /**
     * The interval of one more value.
     *
     * @param error the probability, in (0, 1), that the value lies outside
     * @throws IllegalArgumentException if there are fewer than two values
     */
    public static ConfidenceInterval of(double error, double... values) {
        if (values.length < 2) {
            throw new IllegalArgumentException(
                    "A prediction interval needs at least 2 values, but was given " + values.length);
        }
        var statistics = DoubleStatistics.of(EnumSet.of(Statistic.MEAN, Statistic.STANDARD_DEVIATION), values);
        double mean = statistics.getAsDouble(Statistic.MEAN);
        double half = TDistribution.of(values.length - 1.0).inverseSurvivalProbability(error / 2)
                * statistics.getAsDouble(Statistic.STANDARD_DEVIATION)
                * Math.sqrt(1 + 1.0 / values.length);
        return new ConfidenceInterval(mean - half, mean + half);
    }
}
