package org.scratchcnn.gate.rule;

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
    private int moved;
    private Attempt.@Nullable Failed failure;

    Series(String benchmark, PairSource source, GateRules rules) {
        this.benchmark = benchmark;
        this.source = source;
        this.rules = rules;
    }

    /** Takes one more pair, again while the ruler moves and retakes are left; does nothing once forks have failed. */
    void take() throws InterruptedException {
        while (failure == null) {
            switch (source.take(benchmark, GateRules.headFirst(pairs.size()))) {
                case Attempt.Failed failed -> failure = failed;
                case Attempt.Timed(var pair) -> {
                    boolean moving = pair.rulerShift() > rules.rulerShift();
                    if (moving && retaken < rules.retakes()) {
                        retaken++;
                        continue;
                    }
                    moved += moving ? 1 : 0;
                    pairs.add(pair);
                    return;
                }
            }
        }
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

    /** How many pairs had to be kept though the ruler had moved. */
    int moved() {
        return moved;
    }

    Change change() {
        return Change.of(pairs, rules);
    }
}
