package org.scratchcnn.benchmarks.gate.rule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pairs of one benchmark, as they come. */
final class Series {

    private final String benchmark;
    private final PairSource source;
    private final GateRules rules;
    private final List<Pair> pairs = new ArrayList<>();
    private int retaken;
    private boolean outOfTime;
    private boolean failedOnce;
    private Attempt.@Nullable Failed failure;

    Series(String benchmark, PairSource source, GateRules rules) {
        this.benchmark = benchmark;
        this.source = source;
        this.rules = rules;
    }

    /** The same benchmark without its pairs; a fork that failed is not forgotten. */
    Series afresh() {
        var fresh = new Series(benchmark, source, rules);
        fresh.failedOnce = failedOnce;
        return fresh;
    }

    /**
     * Takes one more pair, again while the ruler moves and retakes are left; does nothing once forks have failed or time is
     * out.
     *
     * @param reserved pairs that there must be time for afterwards
     */
    void take(int reserved) throws InterruptedException {
        var pair = attempt(reserved);
        while (pair != null && moved(pair) && retaken < rules.retakes()) {
            var again = attempt(reserved);
            if (again == null) {
                break;
            }
            retaken++;
            pair = again;
        }
        if (pair != null && failure == null) {
            pairs.add(pair);
        }
    }

    /**
     * A pair, or null where forks have failed or time is out. The first that fails is tried again: a fork that was killed
     * once, by chance, says nothing of its revision.
     */
    private @Nullable Pair attempt(int reserved) throws InterruptedException {
        if (failure != null || outOfTime) {
            return null;
        }
        if (!source.hasTimeFor(1 + reserved)) {
            outOfTime = true;
            return null;
        }
        return switch (source.take(benchmark, GateRules.headFirst(pairs.size()))) {
            case Attempt.Timed(var pair) -> pair;
            case Attempt.Failed failed -> {
                if (!failedOnce) {
                    failedOnce = true;
                    yield attempt(reserved);
                }
                failure = failed;
                yield null;
            }
            case Attempt.OutOfTime() -> {
                outOfTime = true;
                yield null;
            }
        };
    }

    private boolean moved(Pair pair) {
        return pair.rulerShift() > rules.rulerShift();
    }

    String benchmark() {
        return benchmark;
    }

    List<Pair> pairs() {
        return pairs;
    }

    int retaken() {
        return retaken;
    }

    Attempt.@Nullable Failed failure() {
        return failure;
    }

    /** Whether a pair was wanted that there was no time for. */
    boolean outOfTime() {
        return outOfTime;
    }

    /** Whether there are as many pairs as it takes to judge them. */
    boolean judgeable() {
        return failure == null && pairs.size() >= rules.pairs();
    }

    /** How many pairs had to be kept though the ruler had moved. */
    long moved() {
        return pairs.stream().filter(this::moved).count();
    }

    /** What the pairs say; there must be one. */
    Change change() {
        return Change.of(pairs, rules);
    }
}
