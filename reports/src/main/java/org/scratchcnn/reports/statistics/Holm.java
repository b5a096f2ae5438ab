package org.scratchcnn.reports.statistics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
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
        var order = IntStream.range(0, probabilities.size())
                .boxed()
                .sorted(Comparator.comparing(probabilities::get))
                .toList();
        var rejected = new ArrayList<>(Collections.nCopies(probabilities.size(), false));
        int left = probabilities.size();
        for (int index : order) {
            if (probabilities.get(index) > error / left) {
                break;
            }
            rejected.set(index, true);
            left--;
        }
        return List.copyOf(rejected);
    }
}
