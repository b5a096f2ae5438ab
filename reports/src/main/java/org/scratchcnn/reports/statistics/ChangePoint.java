package org.scratchcnn.reports.statistics;

import org.apache.commons.statistics.ranking.NaturalRanking;

/**
 * Where a series most probably changed its level, and how probable a change as clear as this one is where there is none:
 * Pettitt's test, by ranks, so that neither the values' distribution nor outliers matter (Pettitt, "A non-parametric
 * approach to the change-point problem", Applied Statistics 28, 1979). The probability is his approximation, which is
 * too large for short series.
 *
 * @param index of the first value after the change
 * @param statistic Pettitt's K
 * @param probability in [0, 1]
 */
record ChangePoint(int index, double statistic, double probability) {

    /**
     * Finds it.
     *
     * @throws IllegalArgumentException if there are fewer than two values or one is not a number
     */
    static ChangePoint of(double... values) {
        int n = values.length;
        if (n < 2) {
            throw new IllegalArgumentException("A change needs at least 2 values, but there are " + n);
        }
        double[] ranks = new NaturalRanking().apply(values);
        double sum = 0;
        double most = -1;
        int index = 1;
        for (int i = 1; i < n; i++) {
            sum += ranks[i - 1];
            double k = Math.abs(2 * sum - i * (n + 1.0));
            if (k > most) {
                most = k;
                index = i;
            }
        }
        double cube = (double) n * n * n;
        return new ChangePoint(index, most, Math.min(1, 2 * Math.exp(-6 * most * most / (cube + (double) n * n))));
    }
}
