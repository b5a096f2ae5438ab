package org.scratchcnn.reports.statistics;

import java.util.Locale;

/**
 * The exact distribution of Wilcoxon's signed-rank statistic, the sum of the ranks that got a plus where each of the
 * ranks 1…n gets plus or minus by the toss of a coin (Wilcoxon, "Individual comparisons by ranking methods", 1945).
 */
final class SignedRankDistribution {

    /** More would not fit into a double's exact integers, and nobody measures so many pairs. */
    static final int MOST = 50;

    /** At each sum: the share of sign patterns whose sum is not larger. */
    private final double[] cumulative;

    /**
     * The distribution for so many ranks.
     *
     * @throws IllegalArgumentException if there are fewer than 1 or more than {@link #MOST}
     */
    SignedRankDistribution(int ranks) {
        if (ranks < 1 || ranks > MOST) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "The signed-rank distribution takes 1 to %d values, but was given %d", MOST, ranks));
        }
        int largest = ranks * (ranks + 1) / 2;
        cumulative = new double[largest + 1];
        cumulative[0] = 1;
        for (int rank = 1; rank <= ranks; rank++) {
            for (int sum = largest; sum >= rank; sum--) {
                cumulative[sum] += cumulative[sum - rank];
            }
        }
        double patterns = 0;
        for (int sum = 0; sum <= largest; sum++) {
            patterns += cumulative[sum];
            cumulative[sum] = patterns / Math.scalb(1.0, ranks);
        }
    }

    /** The probability of a sum that is not larger than this one. */
    double atMost(int sum) {
        return sum < 0 ? 0 : cumulative[Math.min(sum, cumulative.length - 1)];
    }

    /** The largest sum with {@code atMost(sum) <= tail}, or −1 where even 0 is likelier. */
    int quantile(double tail) {
        int sum = -1;
        while (sum + 1 < cumulative.length && cumulative[sum + 1] <= tail) {
            sum++;
        }
        return sum;
    }
}
