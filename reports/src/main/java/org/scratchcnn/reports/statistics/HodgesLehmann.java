package org.scratchcnn.reports.statistics;

import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.statistics.descriptive.Median;

/**
 * The centre of a symmetric distribution, estimated by the median of all means of two values (Walsh averages), with an
 * interval and a test that hold for any such distribution, since they go by Wilcoxon's signed ranks (Hodges and Lehmann,
 * "Estimates of location based on rank tests", 1963; Hollander, Wolfe and Chicken, "Nonparametric statistical methods",
 * 2014, sections 3.2 and 3.3).
 */
public final class HodgesLehmann {

    /** More would not fit into a double's exact integers, and nobody measures so many pairs. */
    private static final int MOST = 50;

    private final double[] averages;

    /**
     * At each sum of the ranks that got a plus: the share of sign patterns whose sum is not larger (Wilcoxon, "Individual
     * comparisons by ranking methods", 1945).
     */
    private final double[] cumulative;

    /**
     * An estimate from independent values.
     *
     * @throws IllegalArgumentException if there is none, if there are more than 50, or if one is not finite
     */
    public HodgesLehmann(double... values) {
        if (values.length < 1 || values.length > MOST) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "Signed ranks take 1 to %d values, but were given %d", MOST, values.length));
        }
        cumulative = signedRanks(values.length);
        averages = new double[values.length * (values.length + 1) / 2];
        int next = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(String.format(Locale.ROOT, "Value %d is %s", i, values[i]));
            }
            for (int j = i; j < values.length; j++) {
                averages[next++] = (values[i] + values[j]) / 2;
            }
        }
        Arrays.sort(averages);
    }

    /** The exact distribution of the sum, where each of the ranks 1…n gets plus or minus by the toss of a coin. */
    private static double[] signedRanks(int ranks) {
        var patterns = new double[ranks * (ranks + 1) / 2 + 1];
        patterns[0] = 1;
        for (int rank = 1; rank <= ranks; rank++) {
            for (int sum = patterns.length - 1; sum >= rank; sum--) {
                patterns[sum] += patterns[sum - rank];
            }
        }
        Arrays.parallelPrefix(patterns, Double::sum);
        Arrays.setAll(patterns, sum -> Math.scalb(patterns[sum], -ranks));
        return patterns;
    }

    public double estimate() {
        return Median.withDefaults().evaluate(averages);
    }

    /**
     * The shortest symmetric interval of at least this confidence; infinite where there are too few values for it.
     *
     * @param level in (0, 1)
     */
    public ConfidenceInterval interval(double level) {
        int below = -1;
        while (cumulative[below + 1] <= (1 - level) / 2) {
            below++;
        }
        return below < 0
                ? new ConfidenceInterval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)
                : new ConfidenceInterval(averages[below], averages[averages.length - 1 - below]);
    }

    /** The probability of values that speak against a centre of at most {@code centre} as much as these, if it is one. */
    public double probabilityIfAtMost(double centre) {
        return cumulative[
                (int) Arrays.stream(averages).filter(each -> each <= centre).count()];
    }
}
