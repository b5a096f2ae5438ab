package org.scratchcnn.reports.statistics;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.Quantile;

/**
 * Percentile bootstrap intervals (Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13), drawn
 * hierarchically: process starts with replacement, then measurements of each drawn start with replacement (Kalibera and
 * Jones 2013). With a single start the interval says nothing about the variation between starts.
 */
public final class Bootstrap {

    private static final Median MEDIAN = Median.withDefaults();
    private static final Quantile QUANTILE = Quantile.withDefaults();

    private static final int REPORT_RESAMPLES = 2_000;
    private static final long REPORT_SEED = 1;

    private final int resamples;
    private final long seed;

    /**
     * A bootstrap that draws from {@code seed} anew for every estimate, so that none depends on those before it.
     *
     * @param resamples drawn for each estimate; percentiles of 95 % want about 2,000
     */
    public Bootstrap(int resamples, long seed) {
        if (resamples < 100) {
            throw new IllegalArgumentException(
                    "A percentile interval needs at least 100 resamples, but was given " + resamples);
        }
        this.resamples = resamples;
        this.seed = seed;
    }

    /** What every report draws its intervals by, so that the same record always has the same. */
    public static Bootstrap ofReports() {
        return new Bootstrap(REPORT_RESAMPLES, REPORT_SEED);
    }

    public Estimate median(Samples samples) {
        return estimate(samples, MEDIAN::evaluate);
    }

    /** What a formula makes of a median. */
    public Estimate ofMedian(Samples samples, DoubleUnaryOperator formula) {
        return estimate(samples, values -> formula.applyAsDouble(MEDIAN.evaluate(values)));
    }

    public Estimate mean(Samples samples) {
        return estimate(samples, Bootstrap::meanOf);
    }

    /** How much larger the first median is than the second. */
    public Estimate differenceOfMedians(Samples minuend, Samples subtrahend) {
        return ofMedians(minuend, subtrahend, (a, b) -> a - b);
    }

    /** How much larger the first mean is than the second. */
    public Estimate differenceOfMeans(Samples minuend, Samples subtrahend) {
        return estimate(minuend, subtrahend, Bootstrap::meanOf, (a, b) -> a - b);
    }

    /** How many times the second median the first one is. */
    public Estimate ratioOfMedians(Samples numerator, Samples denominator) {
        return ofMedians(numerator, denominator, (a, b) -> a / b);
    }

    /** What a formula makes of two medians. */
    public Estimate ofMedians(Samples first, Samples second, DoubleBinaryOperator formula) {
        return estimate(first, second, MEDIAN::evaluate, formula);
    }

    /** How many times the second mean the first one is. */
    public Estimate ratioOfMeans(Samples numerator, Samples denominator) {
        return estimate(numerator, denominator, Bootstrap::meanOf, (a, b) -> a / b);
    }

    private static double meanOf(double[] values) {
        return Mean.of(values).getAsDouble();
    }

    private Estimate estimate(Samples samples, ToDoubleFunction<double[]> summary) {
        double value = summary.applyAsDouble(samples.pooled());
        if (tooFew(samples)) {
            return new Estimate(value, null);
        }
        var random = new SplittableRandom(seed);
        return new Estimate(value, interval(() -> summary.applyAsDouble(resample(samples, random))));
    }

    private Estimate estimate(
            Samples first, Samples second, ToDoubleFunction<double[]> summary, DoubleBinaryOperator combine) {
        double value =
                combine.applyAsDouble(summary.applyAsDouble(first.pooled()), summary.applyAsDouble(second.pooled()));
        if (tooFew(first) || tooFew(second)) {
            return new Estimate(value, null);
        }
        var random = new SplittableRandom(seed);
        return new Estimate(
                value,
                interval(() -> combine.applyAsDouble(
                        summary.applyAsDouble(resample(first, random)),
                        summary.applyAsDouble(resample(second, random)))));
    }

    private static boolean tooFew(Samples samples) {
        return samples.starts().stream().mapToInt(List::size).sum() < 2;
    }

    private ConfidenceInterval interval(DoubleSupplier draw) {
        var draws = new double[resamples];
        for (int i = 0; i < resamples; i++) {
            draws[i] = draw.getAsDouble();
        }
        double tail = (1 - ConfidenceInterval.LEVEL) / 2;
        double[] bounds = QUANTILE.evaluate(draws, tail, 1 - tail);
        return new ConfidenceInterval(bounds[0], bounds[1]);
    }

    private static double[] resample(Samples samples, RandomGenerator random) {
        var starts = samples.starts();
        var drawn = new int[starts.size()];
        int count = 0;
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = random.nextInt(drawn.length);
            count += starts.get(drawn[i]).size();
        }
        var values = new double[count];
        int next = 0;
        for (int start : drawn) {
            var measured = starts.get(start);
            for (int i = 0; i < measured.size(); i++) {
                values[next++] = measured.get(random.nextInt(measured.size()));
            }
        }
        return values;
    }
}
