package org.scratchcnn.benchmarks.gate;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.statistics.descriptive.Median;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.benchmarks.gate.fork.Benchmark;
import org.scratchcnn.benchmarks.gate.fork.ForkMessage;
import org.scratchcnn.benchmarks.gate.fork.ForkRequest;
import org.scratchcnn.benchmarks.gate.rule.GateRules;
import org.scratchcnn.benchmarks.gate.rule.Pair;
import org.scratchcnn.benchmarks.gate.rule.PairSource;

/**
 * Pairs from forks of two revisions. Both forks of a pair are warm before the first block, and take turns block by block:
 * what disturbs a shared machine lasts longer than a block and so falls on both. (Bulej and others, "Duet benchmarking",
 * 2020, have them run at the same time, which would make them share caches and cores.)
 */
final class ForkPairs implements PairSource {

    /** Each fork's, before its first block: the compiler is done then. */
    private static final int WARM_UP_MILLISECONDS = 2_000;

    /** Of each fork: short beside most of what disturbs a shared machine, and many. */
    private static final int BLOCKS = 50;

    private static final int BLOCK_MILLISECONDS = 20;

    /** Of a pair, with 3 s to start two JVMs and sessions and to read the ruler. */
    static final Duration USUAL_TIME = Duration.ofSeconds(9);

    private static final Median MEDIAN = Median.withDefaults();

    private final Gate gate;
    private final Revision base;
    private final Revision head;
    private final Gate.TimeLimit limit;
    private Duration spent = Duration.ZERO;
    private int timed;

    /** A source of pairs; the limit is of all together. */
    ForkPairs(Gate gate, Revision base, Revision head, Gate.TimeLimit limit) {
        this.gate = gate;
        this.base = base;
        this.head = head;
        this.limit = limit;
    }

    /** One revision: its lock, how its forks are started, and what those of each benchmark found. */
    record Revision(String title, NumericsLock lock, Fork.Starter forks, Map<String, Found> benchmarks) {

        Revision(String title, NumericsLock lock, Fork.Starter forks) {
            this(title, lock, forks, new HashMap<>());
        }

        Found found(String benchmark) {
            return benchmarks.computeIfAbsent(benchmark, _ -> new Found());
        }
    }

    /** What the forks of one revision and one benchmark found, in the order they ran. */
    static final class Found {
        /** Of all that started. */
        final List<ForkMessage.Ready> ready = new ArrayList<>();

        /** Bytes by one operation, over the blocks, of each fork whose pair was timed to the end. */
        final List<DoubleSummaryStatistics> allocated = new ArrayList<>();

        /** Why the first failed that did. */
        Optional<String> failure = Optional.empty();

        /** Of the fork and the block that allocated least. */
        @Nullable
        Double leastBytes() {
            return allocated.stream()
                    .map(DoubleSummaryStatistics::getMin)
                    .min(Comparator.naturalOrder())
                    .orElse(null);
        }
    }

    /** A fork in its turns, with what the ruler read before each block; once it has failed, its turns are over. */
    private final class Turns implements AutoCloseable {
        private final Revision revision;
        private final String benchmark;
        private final double[] milliseconds = new double[BLOCKS];
        private final double[] rulers = new double[BLOCKS];
        private final DoubleSummaryStatistics allocated = new DoubleSummaryStatistics();
        private @Nullable Fork fork;
        private @Nullable String failure;

        Turns(Revision revision, String benchmark) throws InterruptedException {
            this.revision = revision;
            this.benchmark = benchmark;
            try {
                fork = revision.forks.start(new ForkRequest(named(benchmark), gate.threads(), 0));
                revision.found(benchmark).ready.add(fork.ready());
                var _ = fork.block(WARM_UP_MILLISECONDS);
            } catch (IOException e) {
                fail(e);
            }
        }

        void take(int block) throws InterruptedException {
            if (fork != null && failure == null) {
                try {
                    rulers[block] = gate.ruler().getAsDouble();
                    var timed = fork.block(BLOCK_MILLISECONDS);
                    milliseconds[block] = timed.milliseconds();
                    allocated.accept(timed.allocatedBytes());
                } catch (IOException e) {
                    fail(e);
                }
            }
        }

        private void fail(IOException e) {
            var reason = String.valueOf(e.getMessage());
            failure = reason;
            var found = revision.found(benchmark);
            found.failure = found.failure.or(() -> Optional.of(reason));
            gate.listener().accept(benchmark + ": a fork of the " + revision.title + " failed: " + reason);
        }

        @Override
        public void close() {
            if (fork != null) {
                fork.close();
            }
        }
    }

    private static Benchmark named(String benchmark) {
        return GateSet.GATE.benchmarks().stream()
                .filter(candidate -> candidate.name().equals(benchmark))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public boolean hasTimeFor(int pairs) {
        var usual = timed == 0 ? USUAL_TIME : spent.dividedBy(timed);
        // One more, since some take longer than others, and what was found has to be written.
        return limit.left().compareTo(usual.multipliedBy(pairs + 1L)) >= 0;
    }

    @Override
    public Outcome take(String benchmark, boolean headFirst) throws InterruptedException {
        var before = limit.left();
        // The second is tried also where the first has failed: whose fault it is depends on both.
        try (var first = new Turns(headFirst ? head : base, benchmark);
                var second = new Turns(headFirst ? base : head, benchmark)) {
            var baseTurns = headFirst ? second : first;
            var headTurns = headFirst ? first : second;
            for (int i = 0; i < BLOCKS; i++) {
                (GateRules.headFirst(i) ? second : first).take(i);
                (GateRules.headFirst(i) ? first : second).take(i);
                if (baseTurns.failure != null) {
                    return Failure.ofBase(baseTurns.failure);
                }
                if (headTurns.failure != null) {
                    return Failure.ofHead(headTurns.failure);
                }
            }
            base.found(benchmark).allocated.add(baseTurns.allocated);
            head.found(benchmark).allocated.add(headTurns.allocated);
            spent = spent.plus(before.minus(limit.left()));
            timed++;
            var pair = pair(baseTurns, headTurns);
            gate.listener()
                    .accept(String.format(
                            Locale.ROOT,
                            "%-24s base %9.4f ms, head %9.4f ms, %+5.1f %%, ruler %.1f %%",
                            benchmark,
                            pair.base(),
                            pair.head(),
                            100 * (pair.ratio() - 1),
                            100 * pair.rulerShift()));
            return pair;
        }
    }

    private static Pair pair(Turns base, Turns head) {
        var logRatios = new double[BLOCKS];
        Arrays.setAll(logRatios, i -> Math.log(head.milliseconds[i] / base.milliseconds[i]));
        double shift = Math.log(MEDIAN.evaluate(head.rulers) / MEDIAN.evaluate(base.rulers));
        return new Pair(
                MEDIAN.evaluate(base.milliseconds),
                MEDIAN.evaluate(head.milliseconds),
                Math.exp(MEDIAN.evaluate(logRatios)),
                Math.expm1(Math.abs(shift)));
    }
}
