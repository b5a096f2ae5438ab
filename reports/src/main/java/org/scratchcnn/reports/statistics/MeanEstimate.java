package org.scratchcnn.reports.statistics;

import java.util.EnumSet;
import org.apache.commons.statistics.descriptive.DoubleStatistics;
import org.apache.commons.statistics.descriptive.Statistic;
import org.apache.commons.statistics.interval.NormalConfidenceInterval;

/** Means of independent values with Student's t interval, for a handful of seeds or process starts. */
public final class MeanEstimate {

    private MeanEstimate() {}

    /**
     * The mean, with an interval if there are at least two values.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static Estimate of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("A mean needs at least 1 value, but was given none");
        }
        var statistics = DoubleStatistics.of(EnumSet.of(Statistic.MEAN, Statistic.VARIANCE), values);
        double mean = statistics.getAsDouble(Statistic.MEAN);
        if (values.length == 1) {
            return new Estimate(mean, null);
        }
        double variance = statistics.getAsDouble(Statistic.VARIANCE);
        if (variance == 0) {
            return new Estimate(mean, new ConfidenceInterval(mean, mean));
        }
        var interval = NormalConfidenceInterval.MEAN.fromErrorRate(
                mean, variance, values.length, 1 - ConfidenceInterval.LEVEL);
        return new Estimate(mean, new ConfidenceInterval(interval.getLowerBound(), interval.getUpperBound()));
    }
}
