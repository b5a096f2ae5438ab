package org.scratchcnn.benchmarks.gate.rule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.benchmarks.gate.rule.NumericsLock.Costs;
import org.scratchcnn.benchmarks.gate.rule.NumericsLock.LossKey;

/** What needs no statistics: allocation, costs and losses either hold or they don't. */
public final class HardGates {

    /** The smallest object. */
    private static final double OBJECT_BYTES = 16;

    /** Where much is allocated, the count itself varies a little. */
    private static final double COUNTING = 0.01;

    /** So many forks of each revision all of which fall on the same side do so by chance once in 180,000 times. */
    private static final int ENOUGH_FORKS = 10;

    private HardGates() {}

    /**
     * What one operation allocates, in bytes, by fork. With one and the same version that differs from block to block and
     * from fork to fork, as long as kernels that run rarely are not compiled to the end.
     *
     * @param least in the block that allocated least: misses what only some operations allocate
     * @param mean over all blocks: varies more
     */
    public record Allocation(List<Double> least, List<Double> mean) {

        public Allocation {
            least = List.copyOf(least);
            mean = List.copyOf(mean);
        }
    }

    /**
     * What forks of one revision agree in.
     *
     * @param allocation of one operation
     * @param costs of the network
     * @param key of the losses; absent where no training step was timed
     * @param lossBits of every fork that was started; forks of one revision should not differ
     */
    public record Facts(
            Allocation allocation, Costs costs, @Nullable LossKey key, List<List<Long>> lossBits) {

        public Facts {
            lossBits = lossBits.stream().distinct().toList();
        }
    }

    /**
     * What holds against the head, and what could not be judged.
     *
     * @param failures each as a sentence without its end
     * @param remarks that fail nothing
     */
    public record Result(List<String> failures, List<String> remarks) {

        public Result {
            failures = List.copyOf(failures);
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * Holds the head's facts against the base's and against the head's own lock, and that against the base's.
     *
     * @param base absent where none of its forks got warm
     * @param head absent where none of its forks got warm
     */
    public static Result check(String benchmark, @Nullable Facts base, @Nullable Facts head, NumericsLocks locks) {
        var failures = new ArrayList<String>();
        var remarks = new ArrayList<String>();
        if (base != null && head != null) {
            checkAllocation(base.allocation(), head.allocation(), failures);
            compareCosts(base.costs(), head.costs(), remarks);
        }
        if (head != null) {
            checkCosts(benchmark, head.costs(), locks.head(), failures, remarks);
            checkLosses(head.key(), head.lossBits(), locks.head(), failures, remarks);
        }
        locks.lost(benchmark).ifPresent(failures::add);
        return new Result(failures, remarks);
    }

    private static void compareCosts(Costs base, Costs head, List<String> remarks) {
        if (!head.equals(base)) {
            remarks.add(
                    "the network is another one, so times say nothing of the code: %,d parameters and %,d MACs instead of %,d and %,d"
                            .formatted(head.parameters(), head.forwardMacs(), base.parameters(), base.forwardMacs()));
        }
    }

    private static void checkCosts(
            String benchmark, Costs costs, @Nullable NumericsLock lock, List<String> failures, List<String> remarks) {
        if (lock == null || !lock.costs().containsKey(benchmark)) {
            remarks.add("%s has no costs of it, so they were not compared".formatted(NumericsLock.FILE));
            return;
        }
        lock.difference(benchmark, costs).ifPresent(failures::add);
    }

    private static void checkAllocation(Allocation base, Allocation head, List<String> failures) {
        if (isMore(head.least(), base.least())) {
            failures.add("an operation allocates %,.0f bytes instead of %,.0f"
                    .formatted(Collections.min(head.least()), Collections.max(base.least())));
        } else if (isMore(head.mean(), base.mean())) {
            failures.add("an operation allocates %,.0f bytes on average instead of %,.0f"
                    .formatted(Collections.min(head.mean()), Collections.max(base.mean())));
        }
    }

    /** Whether every fork of the head has at least an object more than any of the base's, of which there are enough. */
    private static boolean isMore(List<Double> head, List<Double> base) {
        if (Math.min(head.size(), base.size()) < ENOUGH_FORKS) {
            return false;
        }
        double most = Collections.max(base);
        double more = Collections.min(head) - most;
        return more >= OBJECT_BYTES && more > COUNTING * most;
    }

    private static void checkLosses(
            @Nullable LossKey key,
            List<List<Long>> lossBits,
            @Nullable NumericsLock lock,
            List<String> failures,
            List<String> remarks) {
        if (key == null) {
            return;
        }
        if (lossBits.size() > 1) {
            failures.add("two forks of the head computed different losses from the same seed");
        }
        if (lock == null || !lock.losses().containsKey(key)) {
            remarks.add("%s has no losses for %s, so they were not compared"
                    .formatted(NumericsLock.FILE, key.conditions()));
            return;
        }
        lossBits.stream()
                .flatMap(bits -> lock.difference(key, bits).stream())
                .findFirst()
                .ifPresent(failures::add);
    }
}
