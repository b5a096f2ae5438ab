package org.scratchcnn.reports.statistics;

import java.util.EnumSet;
import org.apache.commons.statistics.descriptive.DoubleStatistics;
import org.apache.commons.statistics.descriptive.Statistic;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.TTest;
import org.apache.commons.statistics.interval.NormalConfidenceInterval;

/**
 * Whether two quantities that are measured in pairs are equal but for a margin, by two one-sided t tests: that the mean
 * difference is not above the margin, and not below its negative (Schuirmann, "A comparison of the two one-sided tests
 * procedure and the power approach for assessing the equivalence of average bioavailability", 1987).
 *
 * @param difference mean of first less second
 * @param interval of the difference, of confidence 1 − 2·{@link #ERROR}: it lies within the margin if and only if the
 *     tests show equivalence
 * @param probability the larger one of both tests
 */
public record Equivalence(double difference, ConfidenceInterval interval, double probability, double margin) {

    /** The probability of calling equivalent what is not. */
    public static final double ERROR = 0.05;

    /** What the tests say. */
    public enum Verdict {
        /** The difference is smaller than the margin. */
        EQUIVALENT,
        /** The difference is larger than the margin. */
        DIFFERENT,
        /** Neither is shown: there are too few pairs for how much they vary. */
        NOT_SHOWN
    }

    /**
     * Tests the differences of pairs.
     *
     * @param margin above 0
     * @throws IllegalArgumentException if there are fewer than two
     */
    public static Equivalence of(double[] differences, double margin) {
        if (differences.length < 2) {
            throw new IllegalArgumentException(
                    "A test of equivalence needs at least 2 pairs, but was given " + differences.length);
        }
        var statistics = DoubleStatistics.of(EnumSet.of(Statistic.MEAN, Statistic.VARIANCE), differences);
        double mean = statistics.getAsDouble(Statistic.MEAN);
        double variance = statistics.getAsDouble(Statistic.VARIANCE);
        if (variance == 0) {
            return new Equivalence(mean, new ConfidenceInterval(mean, mean), Math.abs(mean) < margin ? 0 : 1, margin);
        }
        double above = probability(differences, -margin, AlternativeHypothesis.GREATER_THAN);
        double below = probability(differences, margin, AlternativeHypothesis.LESS_THAN);
        var interval = NormalConfidenceInterval.MEAN.fromErrorRate(mean, variance, differences.length, 2 * ERROR);
        return new Equivalence(
                mean,
                new ConfidenceInterval(interval.getLowerBound(), interval.getUpperBound()),
                Math.max(above, below),
                margin);
    }

    private static double probability(double[] differences, double centre, AlternativeHypothesis alternative) {
        return TTest.withDefaults()
                .withMu(centre)
                .with(alternative)
                .test(differences)
                .getPValue();
    }

    public Verdict verdict() {
        if (probability < ERROR) {
            return Verdict.EQUIVALENT;
        }
        return interval.lower() > margin || interval.upper() < -margin ? Verdict.DIFFERENT : Verdict.NOT_SHOWN;
    }
}
