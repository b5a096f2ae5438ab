package org.scratchcnn.reports.statistics;

import java.util.EnumSet;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.DoubleStatistics;
import org.apache.commons.statistics.descriptive.Statistic;
import org.apache.commons.statistics.descriptive.Variance;
import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.commons.statistics.inference.DataDispersion;
import org.apache.commons.statistics.inference.TTest;
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

    /**
     * How much larger the mean of one's values is than the other's, of values that belong together in pairs.
     *
     * @throws IllegalArgumentException if there are none, or one of the pairs is not whole
     */
    public static Estimate ofPairedDifference(double[] minuend, double[] subtrahend) {
        if (minuend.length != subtrahend.length) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "Pairs need as many values on either side, but there are %d and %d",
                    minuend.length,
                    subtrahend.length));
        }
        return of(IntStream.range(0, minuend.length)
                .mapToDouble(i -> minuend[i] - subtrahend[i])
                .toArray());
    }

    /**
     * How much larger the mean of one's values is than the other's, of values that have nothing to do with each other
     * (Welch, "The generalization of 'Student's' problem when several different population variances are involved",
     * 1947), with an interval if there are at least two values on either side.
     *
     * @throws IllegalArgumentException if there are none on a side
     */
    public static Estimate ofDifference(double[] minuend, double[] subtrahend) {
        double difference = of(minuend).value() - of(subtrahend).value();
        if (minuend.length == 1 || subtrahend.length == 1) {
            return new Estimate(difference, null);
        }
        double squaredError = squaredError(minuend) + squaredError(subtrahend);
        if (squaredError == 0) {
            return new Estimate(difference, new ConfidenceInterval(difference, difference));
        }
        double degreesOfFreedom = TTest.withDefaults()
                .with(DataDispersion.HETEROSCEDASTIC)
                .test(minuend, subtrahend)
                .getDegreesOfFreedom();
        double half = TDistribution.of(degreesOfFreedom).inverseSurvivalProbability((1 - ConfidenceInterval.LEVEL) / 2)
                * Math.sqrt(squaredError);
        return new Estimate(difference, new ConfidenceInterval(difference - half, difference + half));
    }

    /** Of the mean. */
    private static double squaredError(double[] values) {
        return Variance.of(values).getAsDouble() / values.length;
    }
}
