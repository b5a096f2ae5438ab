package org.scratchcnn.reports.statistics;

import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Which of several times count, by the rule of MLPerf Training: the fastest and the slowest run are dropped and the mean
 * of the others is the result. A run that did not converge may be the slowest one; with more of them there is no result
 * (MLCommons, "MLPerf Training Rules", section "Benchmark Results",
 * <a href="https://github.com/mlcommons/training_policies/blob/master/training_rules.adoc">training_rules.adoc</a>).
 */
public final class OlympicMean {

    /** With fewer times nothing is dropped: nothing would be left. */
    public static final int FEWEST_TO_DROP = 3;

    private OlympicMean() {}

    /**
     * The indices of the times whose mean is the result; empty if there is no result.
     *
     * @param times each above 0; infinite for a run that did not converge
     * @throws IllegalArgumentException if there are no times
     */
    public static Optional<Set<Integer>> counted(double... times) {
        if (times.length == 0) {
            throw new IllegalArgumentException("A result needs at least 1 time, but was given none");
        }
        var byTime = IntStream.range(0, times.length)
                .boxed()
                .sorted(Comparator.comparingDouble(index -> times[index]))
                .toList();
        var counted = times.length < FEWEST_TO_DROP ? byTime : byTime.subList(1, times.length - 1);
        return counted.stream().allMatch(index -> Double.isFinite(times[index]))
                ? Optional.of(new TreeSet<>(counted))
                : Optional.empty();
    }
}
