package org.scratchcnn.benchmarks.gate.rule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.benchmarks.gate.rule.PairSource.Failure;

/** The pairs of one benchmark, as they come. */
final class PairSeries {

    final String benchmark;
    final List<Pair> pairs = new ArrayList<>();
    private final PairSource source;
    private final GateRules rules;
    private boolean failedOnce;

    /** Pairs that were repeated because the ruler had moved. */
    int repeated;

    /** Whether the pairs so far say that the head is slower, among all benchmarks. */
    boolean suspected;

    /** Pairs that are to confirm a suspicion. */
    @Nullable
    PairSeries fresh;

    /** Whether a pair was wanted that there was no time for. */
    boolean outOfTime;

    /** The second failure of a fork, after which no pair is taken. */
    @Nullable
    Failure failure;

    PairSeries(String benchmark, PairSource source, GateRules rules) {
        this.benchmark = benchmark;
        this.source = source;
        this.rules = rules;
    }

    /** Starts the fresh pairs; a fork that failed is not forgotten. */
    PairSeries startAfresh() {
        var started = new PairSeries(benchmark, source, rules);
        started.failedOnce = failedOnce;
        fresh = started;
        return started;
    }

    /**
     * Adds a pair, repeated while the ruler moves and repeats are left. Adds none once forks have failed or time is out.
     *
     * @param reserved pairs that there must be time for afterwards
     */
    void take(int reserved) throws InterruptedException {
        var pair = timed(reserved);
        while (pair != null && moved(pair) && repeated < rules.repeats()) {
            var again = timed(reserved);
            if (again == null) {
                break;
            }
            repeated++;
            pair = again;
        }
        if (pair != null && failure == null) {
            pairs.add(pair);
        }
    }

    /** A pair, or null. The first failure is tried again: a fork that was killed by chance says nothing of its revision. */
    private @Nullable Pair timed(int reserved) throws InterruptedException {
        while (failure == null && !outOfTime) {
            if (!source.hasTimeFor(1 + reserved)) {
                outOfTime = true;
                break;
            }
            switch (source.take(benchmark, GateRules.headFirst(pairs.size()))) {
                case Pair pair -> {
                    return pair;
                }
                case Failure failed -> {
                    failure = failedOnce ? failed : null;
                    failedOnce = true;
                }
            }
        }
        return null;
    }

    private boolean moved(Pair pair) {
        return pair.rulerShift() > rules.rulerShift();
    }

    /** Pairs that had to be kept though the ruler had moved. */
    long moved() {
        return pairs.stream().filter(this::moved).count();
    }

    /** Whether there are as many pairs as it takes to judge them. */
    boolean judgeable() {
        return failure == null && pairs.size() >= rules.pairs();
    }

    /** What the pairs say as far as they go; null where there are none, or forks failed. */
    @Nullable
    Change changeSoFar() {
        return failure != null || pairs.isEmpty() ? null : change();
    }

    /** What the pairs say; there must be one. */
    Change change() {
        return Change.of(pairs, rules);
    }
}
