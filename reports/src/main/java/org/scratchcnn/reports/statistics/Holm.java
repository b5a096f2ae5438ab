package org.scratchcnn.reports.statistics;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Holm's correction for several tests at once: the probability that even one true hypothesis is rejected stays below the
 * error that is allowed (Holm, "A simple sequentially rejective multiple test procedure", 1979).
 */
public final class Holm {

    private Holm() {}

    /**
     * Which hypotheses are rejected.
     *
     * @param probabilities of what was seen if the hypothesis were true, one each
     * @param error allowed for all tests together
     */
    public static List<Boolean> rejected(List<Double> probabilities, double error) {
        var sorted = probabilities.stream().sorted().toList();
        double largest = IntStream.range(0, sorted.size())
                .takeWhile(i -> sorted.get(i) <= error / (sorted.size() - i))
                .mapToDouble(sorted::get)
                .max()
                .orElse(Double.NEGATIVE_INFINITY);
        return probabilities.stream().map(each -> each <= largest).toList();
    }
}
