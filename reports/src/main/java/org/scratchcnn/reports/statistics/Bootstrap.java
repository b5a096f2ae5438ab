package org.scratchcnn.reports.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Bootstrap intervals of medians, drawn hierarchically: process starts with replacement, then measurements of each drawn
 * start with replacement (Kalibera and Jones 2013).
 *
 * <p>With a single start they are percentile intervals (Efron and Tibshirani, "An Introduction to the Bootstrap", 1993,
 * chapter 13) and say nothing about the variation between starts. Of few starts such an interval ends at the lowest and
 * the highest one, and covers far too seldom: half the time with two. So from two starts on, half its width goes to either
 * side of the estimate, widened by {@code t/z · √(F/(F − 1))} for {@code F} starts, with Student's t for {@code F − 1}
 * degrees of freedom. Hesterberg ("What Teachers Should Know About the Bootstrap", The American Statistician 69, 2015)
 * widens by as much, taking percentiles further out, but of few starts there are none. Of two samples the root of the sum
 * of both halves' squares goes to either side (Zou and Donner, "Construction of confidence limits about effect measures:
 * a general approach", Statistics in Medicine 27, 2008), except if both are of a single start.
 */
public final class Bootstrap {

    /** On which halves are measured: as factors for times, rates and ratios, as distances for differences. */
    private enum Scale {
        LOGARITHMIC,
        LINEAR;

        private double of(double value) {
            return this == LINEAR ? value : Math.log(value);
        }

        private ConfidenceInterval about(double value, double half) {
            return this == LINEAR
                    ? new ConfidenceInterval(value - half, value + half)
                    : new ConfidenceInterval(value / Math.exp(half), value * Math.exp(half));
        }
    }

    private static final Median MEDIAN = Median.withDefaults();

    /** The probability on either side of an interval. */
    private static final double TAIL = (1 - ConfidenceInterval.LEVEL) / 2;

    private final int resamples;
    private final long seed;

    /**
     * A bootstrap that draws from {@code seed} anew for every estimate, so that none depends on those before it.
     *
     * @param resamples drawn for each estimate; percentiles of 95 % want about 2,000
     */
    Bootstrap(int resamples, long seed) {
        this.resamples = resamples;
        this.seed = seed;
    }

    /** What every report draws its intervals by, so that the same record always has the same. */
    public static Bootstrap ofReports() {
        return new Bootstrap(2_000, 1);
    }

    /** The median of positive quantities, such as times. */
    public Estimate median(SamplesByStart samples) {
        return ofMedian(samples, DoubleUnaryOperator.identity());
    }

    /** What a formula, a product or quotient with a positive constant, makes of a median. */
    public Estimate ofMedian(SamplesByStart samples, DoubleUnaryOperator formula) {
        return estimate(Scale.LOGARITHMIC, medians -> formula.applyAsDouble(medians[0]), samples);
    }

    /** How much larger the first median is than the second. */
    public Estimate differenceOfMedians(SamplesByStart minuend, SamplesByStart subtrahend) {
        return estimate(Scale.LINEAR, medians -> medians[0] - medians[1], minuend, subtrahend);
    }

    /** How many times the second median the first one is. */
    public Estimate ratioOfMedians(SamplesByStart numerator, SamplesByStart denominator) {
        return ofMedians(numerator, denominator, (a, b) -> a / b);
    }

    /** What a formula, a product or quotient of positive quantities, makes of two medians. */
    public Estimate ofMedians(SamplesByStart first, SamplesByStart second, DoubleBinaryOperator formula) {
        return estimate(Scale.LOGARITHMIC, medians -> formula.applyAsDouble(medians[0], medians[1]), first, second);
    }

    /** What a formula makes of the medians of one or two samples. */
    private Estimate estimate(Scale scale, ToDoubleFunction<double[]> formula, SamplesByStart... samples) {
        double value = formula.applyAsDouble(
                Arrays.stream(samples).mapToDouble(SamplesByStart::median).toArray());
        if (Arrays.stream(samples).anyMatch(each -> each.pooled().length < 2)) {
            return new Estimate(value, null);
        }
        if (Arrays.stream(samples).anyMatch(each -> each.starts().size() > 1)) {
            double half = Arrays.stream(samples)
                    .mapToDouble(each -> half(scale, each))
                    .reduce(0, Math::hypot);
            // Not where a clock was too coarse and read 0, which no factor leads to.
            if (Double.isFinite(half)) {
                return new Estimate(value, scale.about(value, half));
            }
        }
        return new Estimate(value, percentiles(formula, samples));
    }

    /** Half the width of one sample's interval, widened for how few starts it is from. */
    private double half(Scale scale, SamplesByStart samples) {
        var drawn = percentiles(medians -> medians[0], samples);
        return widening(samples.starts().size()) * (scale.of(drawn.upper()) - scale.of(drawn.lower())) / 2;
    }

    private ConfidenceInterval percentiles(ToDoubleFunction<double[]> formula, SamplesByStart... samples) {
        var random = new SplittableRandom(seed);
        var starts = Arrays.stream(samples).map(SamplesByStart::arrays).toList();
        var draws = new double[resamples];
        Arrays.setAll(draws, _ -> formula.applyAsDouble(drawnMedians(starts, random)));
        double[] bounds = Quantile.withDefaults().evaluate(draws, TAIL, 1 - TAIL);
        return new ConfidenceInterval(bounds[0], bounds[1]);
    }

    private static double[] drawnMedians(List<double[][]> samples, RandomGenerator random) {
        return samples.stream()
                .mapToDouble(starts -> MEDIAN.evaluate(resample(starts, random)))
                .toArray();
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
        Arrays.setAll(drawn, _ -> starts[random.nextInt(starts.length)]);
        var values =
                new double[Arrays.stream(drawn).mapToInt(start -> start.length).sum()];
        int next = 0;
        for (var start : drawn) {
            for (int i = 0; i < start.length; i++) {
                values[next++] = start[random.nextInt(start.length)];
            }
        }
        return values;
    }
}
