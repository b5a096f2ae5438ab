package org.scratchcnn.reports.statistics;

import java.util.Arrays;
import java.util.Locale;

/**
 * The centre of a symmetric distribution, estimated by the median of all means of two values (Walsh averages), with an
 * interval and a test that hold for any such distribution, since they go by Wilcoxon's signed ranks (Hodges and Lehmann,
 * "Estimates of location based on rank tests", 1963; Hollander, Wolfe and Chicken, "Nonparametric statistical methods",
 * 2014, sections 3.2 and 3.3).
 */
public final class HodgesLehmann {

    private final double[] averages;
    private final SignedRankDistribution distribution;

    /**
     * An estimate from independent values.
     *
     * @throws IllegalArgumentException if there is none, if there are more than 50, or if one is not finite
     */
    public HodgesLehmann(double... values) {
        distribution = new SignedRankDistribution(values.length);
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

    public double estimate() {
        int middle = averages.length / 2;
        return averages.length % 2 == 1 ? averages[middle] : (averages[middle - 1] + averages[middle]) / 2;
    }

    /**
     * The shortest symmetric interval of at least this confidence; infinite where there are too few values for it.
     *
     * @param level in (0, 1)
     */
    public ConfidenceInterval interval(double level) {
        int below = distribution.quantile((1 - level) / 2);
        return below < 0
                ? new ConfidenceInterval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)
                : new ConfidenceInterval(averages[below], averages[averages.length - 1 - below]);
    }

    /** The probability of values that speak against a centre of at most {@code centre} as much as these, if it is one. */
    public double probabilityIfAtMost(double centre) {
        int notAbove = 0;
        while (notAbove < averages.length && averages[notAbove] <= centre) {
            notAbove++;
        }
        return distribution.atMost(notAbove);
    }
}
