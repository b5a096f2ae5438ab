package org.scratchcnn.benchmarks.gate;

import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.scratchcnn.benchmarks.gate.ForkPairs.Found;
import org.scratchcnn.benchmarks.gate.ForkPairs.Revision;

/**
 * What needs no statistics: allocation, costs and losses either hold or they don't.
 *
 * @param failures what holds against the head, each in a few words
 * @param remarks what could not be judged
 */
record HardGates(List<String> failures, List<String> remarks) {

    /** The smallest object. */
    private static final double OBJECT_BYTES = 16;

    /** Where much is allocated, the count itself varies a little. */
    private static final double COUNTING = 0.01;

    /** So many forks of each revision all of which fall on the same side do so by chance once in 180,000 times. */
    private static final int ENOUGH_FORKS = 10;

    /** Judges what the head's forks of one benchmark found, and its lock by the base's. */
    static HardGates check(String benchmark, Revision baseRevision, Revision headRevision) {
        var base = baseRevision.found(benchmark);
        var head = headRevision.found(benchmark);
        var lock = headRevision.lock();
        var failures = new LinkedHashSet<String>();
        var remarks = new LinkedHashSet<String>();
        moreAllocated(base, head, DoubleSummaryStatistics::getMin, "")
                .or(() -> moreAllocated(base, head, DoubleSummaryStatistics::getAverage, " on average"))
                .ifPresent(failures::add);
        var numbers = head.ready.stream()
                .map(ready -> NumericsLock.of(benchmark, ready))
                .distinct()
                .toList();
        if (numbers.size() > 1) {
            failures.add("two forks of the head computed different losses from the same seed");
        }
        for (var computed : numbers) {
            computed.lines().forEach((key, value) -> {
                if (!lock.lines().containsKey(key)) {
                    remarks.add(NumericsLock.FILE + " has no line \"" + key + "\", so that was not compared");
                }
                lock.difference(key, value).ifPresent(failures::add);
            });
        }
        lock.lost(baseRevision.lock(), benchmark).ifPresent(failures::add);
        return new HardGates(List.copyOf(failures), List.copyOf(remarks));
    }

    /**
     * Whether every fork of the head allocates at least an object more than any of the base's. What one and the same
     * version allocates differs from fork to fork, as long as kernels that run rarely are not compiled to the end.
     *
     * @param bytes of a fork: the block's that allocated least misses what only some operations allocate, the average varies
     */
    private static Optional<String> moreAllocated(
            Found base, Found head, ToDoubleFunction<DoubleSummaryStatistics> bytes, String how) {
        if (Math.min(head.allocated.size(), base.allocated.size()) < ENOUGH_FORKS) {
            return Optional.empty();
        }
        double most = base.allocated.stream().mapToDouble(bytes).max().orElseThrow();
        double least = head.allocated.stream().mapToDouble(bytes).min().orElseThrow();
        return least - most >= OBJECT_BYTES && least - most > COUNTING * most
                ? Optional.of("an operation allocates " + Math.round(least) + " bytes" + how + " instead of "
                        + Math.round(most))
                : Optional.empty();
    }
}
