package org.scratchcnn.benchmarks.gate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.apache.commons.statistics.descriptive.Median;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.benchmarks.gate.fork.ForkMessage;
import org.scratchcnn.benchmarks.gate.rule.GateRules;
import org.scratchcnn.benchmarks.gate.rule.Pair;
import org.scratchcnn.benchmarks.gate.rule.PairSource;

/**
 * Pairs from forks of two revisions. Both forks of a pair are warm before the first block, and take turns block by block:
 * what disturbs a shared machine lasts longer than a block and so falls on both. (Bulej and others, "Duet benchmarking",
 * 2020, have them run at the same time, which would make them share caches and cores.)
 */
final class ForkPairs implements PairSource {

    private final Gate gate;
    private final Revision base;
    private final Revision head;
    private final TimeLimit limit;
    private Duration spent = Duration.ZERO;
    private int timed;

    /** Whose fork was asked for something last. */
    private Revision asked;

    /**
     * A source of pairs.
     *
     * @param limit of all pairs together
     */
    ForkPairs(Gate gate, Revision base, Revision head, TimeLimit limit) {
        this.gate = gate;
        this.base = base;
        this.head = head;
        this.limit = limit;
        asked = base;
    }

    /** One revision: how its forks are started, and what those of each benchmark found. */
    static final class Revision {
        private final String title;
        private final Fork.Starter forks;
        private final Map<String, Found> benchmarks = new HashMap<>();

        Revision(String title, Fork.Starter forks) {
            this.title = title;
            this.forks = forks;
        }

        Found found(String benchmark) {
            return benchmarks.computeIfAbsent(benchmark, _ -> new Found());
        }
    }

    /** What the forks of one revision and one benchmark found, in the order they ran. */
    static final class Found {
        /** Of all that got warm. */
        final List<ForkMessage.Ready> ready = new ArrayList<>();

        /** Bytes by one operation, over the blocks, of each fork whose pair was timed to the end. */
        final List<DoubleSummaryStatistics> allocated = new ArrayList<>();

        /** Why the first failed that did. */
        @Nullable
        String failure;

        /** Parameters and multiply-accumulates of the network. */
        Optional<String> costs() {
            return ready.stream().findFirst().map(fork -> fork.parameters() + " " + fork.forwardMacs());
        }

        /** Of the fork and the block that allocated least. */
        @Nullable
        Double leastBytes() {
            return allocated.stream()
                    .map(DoubleSummaryStatistics::getMin)
                    .min(Comparator.naturalOrder())
                    .orElse(null);
        }
    }

    /** A fork in its turns, with what the ruler read before each block. */
    private final class Turns implements AutoCloseable {
        private final Revision revision;
        private final Found found;
        private final Fork fork;
        private final List<ForkMessage.Block> blocks = new ArrayList<>();
        private final List<Double> rulers = new ArrayList<>();

        Turns(Revision revision, String benchmark) throws Fork.ForkException, TimeoutException, InterruptedException {
            this.revision = revision;
            asked = revision;
            found = revision.found(benchmark);
            var request = GateSet.GATE.benchmark(benchmark).request(gate.threads(), gate.plan());
            fork = revision.forks.start(request, longestWait());
            found.ready.add(fork.ready());
        }

        void take() throws Fork.ForkException, TimeoutException, InterruptedException {
            asked = revision;
            rulers.add(gate.ruler().getAsDouble());
            blocks.add(fork.block(longestWait()));
        }

        double[] milliseconds() {
            return blocks.stream().mapToDouble(ForkMessage.Block::milliseconds).toArray();
        }

        void keepAllocated() {
            found.allocated.add(blocks.stream()
                    .mapToDouble(ForkMessage.Block::allocatedBytes)
                    .summaryStatistics());
        }

        @Override
        public void close() {
            fork.close();
        }
    }

    /** How long a fork may take for what it is asked now; throws where time is out. */
    private Duration longestWait() throws TimeoutException {
        var left = limit.left();
        if (!left.isPositive()) {
            throw new TimeoutException();
        }
        return left.compareTo(Fork.LONGEST_WAIT) < 0 ? left : Fork.LONGEST_WAIT;
    }

    @Override
    public boolean hasTimeFor(int pairs) {
        var usual = timed == 0 ? gate.plan().duration() : spent.dividedBy(timed);
        // One more, since some take longer than others, and what was found has to be written.
        return limit.left().compareTo(usual.multipliedBy(pairs + 1L)) >= 0;
    }

    @Override
    public Outcome take(String benchmark, boolean headFirst) throws InterruptedException {
        var before = limit.left();
        try (var first = new Turns(headFirst ? head : base, benchmark);
                var second = new Turns(headFirst ? base : head, benchmark)) {
            for (int i = 0; i < gate.plan().blocks(); i++) {
                (GateRules.headFirst(i) ? second : first).take();
                (GateRules.headFirst(i) ? first : second).take();
            }
            first.keepAllocated();
            second.keepAllocated();
            spent = spent.plus(before.minus(limit.left()));
            timed++;
            var pair = pair(headFirst ? second : first, headFirst ? first : second);
            gate.listener().accept(line(benchmark, pair));
            return new Outcome.Timed(pair);
        } catch (TimeoutException _) {
            return new Outcome.OutOfTime();
        } catch (Fork.ForkException e) {
            return failed(benchmark, e.reason());
        }
    }

    /** Tries the other revision by itself: the verdict depends on whether the base can, and the lock holds what the head computes. */
    private Outcome failed(String benchmark, String reason) throws InterruptedException {
        var failed = asked;
        try {
            note(benchmark, reason);
            try (var alone = new Turns(failed == base ? head : base, benchmark)) {
                alone.take();
                return failed == base ? new Outcome.BaseFailed(reason) : new Outcome.HeadFailed(reason);
            } catch (Fork.ForkException e) {
                note(benchmark, e.reason());
                return new Outcome.BaseFailed(failed == base ? reason : e.reason());
            }
        } catch (TimeoutException _) {
            return new Outcome.OutOfTime();
        }
    }

    /** Keeps why a fork failed; throws where time is out, since with more of it the fork might not have failed. */
    private void note(String benchmark, String reason) throws TimeoutException {
        var _ = longestWait();
        var found = asked.found(benchmark);
        found.failure = found.failure == null ? reason : found.failure;
        gate.listener().accept(benchmark + ": a fork of the " + asked.title + " failed: " + reason);
    }

    private static String line(String benchmark, Pair pair) {
        return String.format(
                Locale.ROOT,
                "%-24s base %9.4f ms, head %9.4f ms, %+5.1f %%, ruler %.1f %%",
                benchmark,
                pair.base(),
                pair.head(),
                100 * (pair.ratio() - 1),
                100 * pair.rulerShift());
    }

    private static Pair pair(Turns base, Turns head) {
        double[] baseTimes = base.milliseconds();
        double[] headTimes = head.milliseconds();
        var logRatios = new double[baseTimes.length];
        for (int i = 0; i < logRatios.length; i++) {
            logRatios[i] = Math.log(headTimes[i] / baseTimes[i]);
        }
        double shift = Math.log(median(head.rulers) / median(base.rulers));
        var median = Median.withDefaults();
        return new Pair(
                median.evaluate(baseTimes),
                median.evaluate(headTimes),
                Math.exp(median.evaluate(logRatios)),
                Math.expm1(Math.abs(shift)));
    }

    private static double median(List<Double> values) {
        return Median.withDefaults()
                .evaluate(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
