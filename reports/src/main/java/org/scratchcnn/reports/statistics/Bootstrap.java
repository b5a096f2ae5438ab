package org.scratchcnn.reports.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Bootstrap intervals, drawn hierarchically: process starts with replacement, then measurements of each drawn start with
 * replacement (Kalibera and Jones 2013).
 *
 * <p>With a single start they are percentile intervals (Efron and Tibshirani, "An Introduction to the Bootstrap", 1993,
 * chapter 13) and say nothing about the variation between starts. Of few starts such an interval ends at the lowest and
 * the highest one, and covers far too seldom: half the time with two. So from two starts on, half its width goes to either
 * side of the estimate, widened by {@code t/z · √(F/(F − 1))} for {@code F} starts, with Student's t for {@code F − 1}
 * degrees of freedom. Hesterberg ("What Teachers Should Know About the Bootstrap", The American Statistician 69, 2015)
 * widens by as much, taking percentiles further out, but of few starts there are none. Of two samples the root of the sum
 * of both halves' squares goes to either side (Zou and Donner, "Construction of confidence limits about effect measures:
 * a general approach", Statistics in Medicine 27, 2008), except if both are of a single start.
 *
 * <p>Halves are factors for times, rates and ratios, and distances for differences.
 */
public final class Bootstrap {

    /** What lies between an estimate and its bounds. */
    private enum Distance {
        /** Of what is positive: by a factor. */
        FACTOR,
        DIFFERENCE
    }

    private static final Median MEDIAN = Median.withDefaults();
    private static final Quantile QUANTILE = Quantile.withDefaults();

    /** The probability on either side of an interval. */
    private static final double TAIL = (1 - ConfidenceInterval.LEVEL) / 2;

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

    /** The median of positive quantities, such as times. */
    public Estimate median(SamplesByStart samples) {
        return ofMedian(samples, DoubleUnaryOperator.identity());
    }

    /** What a formula, a product or quotient with a positive constant, makes of a median. */
    public Estimate ofMedian(SamplesByStart samples, DoubleUnaryOperator formula) {
        return estimate(MEDIAN::evaluate, values -> formula.applyAsDouble(values[0]), Distance.FACTOR, samples);
    }

    /** The mean of positive quantities, such as times. */
    public Estimate mean(SamplesByStart samples) {
        return estimate(Bootstrap::meanOf, values -> values[0], Distance.FACTOR, samples);
    }

    /** How much larger the first median is than the second. */
    public Estimate differenceOfMedians(SamplesByStart minuend, SamplesByStart subtrahend) {
        return estimate(MEDIAN::evaluate, values -> values[0] - values[1], Distance.DIFFERENCE, minuend, subtrahend);
    }

    /** How many times the second median the first one is. */
    public Estimate ratioOfMedians(SamplesByStart numerator, SamplesByStart denominator) {
        return ofMedians(numerator, denominator, (a, b) -> a / b);
    }

    /** What a formula, a product or quotient of positive quantities, makes of two medians. */
    public Estimate ofMedians(SamplesByStart first, SamplesByStart second, DoubleBinaryOperator formula) {
        return estimate(
                MEDIAN::evaluate,
                values -> formula.applyAsDouble(values[0], values[1]),
                Distance.FACTOR,
                first,
                second);
    }

    /** How many times the second mean the first one is. */
    public Estimate ratioOfMeans(SamplesByStart numerator, SamplesByStart denominator) {
        return estimate(Bootstrap::meanOf, values -> values[0] / values[1], Distance.FACTOR, numerator, denominator);
    }

    private static double meanOf(double[] values) {
        return Mean.of(values).getAsDouble();
    }

    /** What {@code combine} makes of the summaries of one or two samples. */
    private Estimate estimate(
            ToDoubleFunction<double[]> summary,
            ToDoubleFunction<double[]> combine,
            Distance distance,
            SamplesByStart... samples) {
        double value = combine.applyAsDouble(Arrays.stream(samples)
                .mapToDouble(each -> summary.applyAsDouble(each.pooled()))
                .toArray());
        if (Arrays.stream(samples).anyMatch(each -> each.pooled().length < 2)) {
            return new Estimate(value, null);
        }
        var drawn = Arrays.stream(samples).map(SamplesByStart::arrays).toList();
        if (drawn.stream().anyMatch(starts -> starts.length > 1)) {
            double half = 0;
            for (var starts : drawn) {
                half = Math.hypot(
                        half,
                        half(
                                percentiles(List.<double[][]>of(starts), summary, one -> one[0]),
                                starts.length,
                                distance));
            }
            if (Double.isFinite(half)) {
                return new Estimate(value, about(value, half, distance));
            }
        }
        return new Estimate(value, percentiles(drawn, summary, combine));
    }

    private ConfidenceInterval percentiles(
            List<double[][]> samples, ToDoubleFunction<double[]> summary, ToDoubleFunction<double[]> combine) {
        var random = new SplittableRandom(seed);
        var draws = new double[resamples];
        for (int i = 0; i < resamples; i++) {
            draws[i] = combine.applyAsDouble(samples.stream()
                    .mapToDouble(starts -> summary.applyAsDouble(resample(starts, random)))
                    .toArray());
        }
        double[] bounds = QUANTILE.evaluate(draws, TAIL, 1 - TAIL);
        return new ConfidenceInterval(bounds[0], bounds[1]);
    }

    /**
     * Half the width of an interval, widened for how few starts the samples are from; not finite where a clock was too
     * coarse and read 0, which no factor leads to.
     */
    private static double half(ConfidenceInterval drawn, int starts, Distance distance) {
        double width = switch (distance) {
            case FACTOR -> Math.log(drawn.upper() / drawn.lower());
            case DIFFERENCE -> drawn.upper() - drawn.lower();
        };
        return widening(starts) * width / 2;
    }

    private static ConfidenceInterval about(double value, double half, Distance distance) {
        return switch (distance) {
            case FACTOR -> new ConfidenceInterval(value / Math.exp(half), value * Math.exp(half));
            case DIFFERENCE -> new ConfidenceInterval(value - half, value + half);
        };
    }

    /** How many times as wide an interval over few starts has to be; near 1 for many, and 1 where nothing is known. */
    private static double widening(int starts) {
        if (starts == 1) {
            return 1;
        }
        double t = TDistribution.of(starts - 1.0).inverseSurvivalProbability(TAIL);
        double z = NormalDistribution.of(0, 1).inverseSurvivalProbability(TAIL);
        return t / z * Math.sqrt(starts / (starts - 1.0));
    }

    private static double[] resample(double[][] starts, RandomGenerator random) {
        var drawn = new double[starts.length][];
        int count = 0;
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = starts[random.nextInt(starts.length)];
            count += drawn[i].length;
        }
        var values = new double[count];
        int next = 0;
        for (var start : drawn) {
            for (int i = 0; i < start.length; i++) {
                values[next++] = start[random.nextInt(start.length)];
            }
        }
        return values;
    }
}
