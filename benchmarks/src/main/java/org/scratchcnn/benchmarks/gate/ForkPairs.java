package org.scratchcnn.benchmarks.gate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.apache.commons.statistics.descriptive.Median;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.benchmarks.gate.fork.ForkMessage;
import org.scratchcnn.benchmarks.gate.fork.ForkRequest;
import org.scratchcnn.benchmarks.gate.result.ForkResult;
import org.scratchcnn.benchmarks.gate.result.PairPlan;
import org.scratchcnn.benchmarks.gate.revision.Fork;
import org.scratchcnn.benchmarks.gate.rule.Attempt;
import org.scratchcnn.benchmarks.gate.rule.GateRules;
import org.scratchcnn.benchmarks.gate.rule.Pair;
import org.scratchcnn.benchmarks.gate.rule.PairSource;

/**
 * Pairs from forks of two revisions. Both forks of a pair are warm before the first block, and take turns block by block:
 * what disturbs a shared machine lasts longer than a block and so falls on both. (Bulej and others, "Duet benchmarking",
 * 2020, have them run at the same time, which would make them share caches and cores.)
 */
final class ForkPairs implements PairSource {

    private final Side base;
    private final Side head;
    private final PairPlan plan;
    private final DoubleSupplier ruler;
    private final TimeLimit limit;
    private final GateListener listener;
    private Duration spent = Duration.ZERO;
    private int timed;

    /**
     * A source of pairs.
     *
     * @param ruler the machine's own speed at the moment, above 0
     * @param limit of all pairs together
     */
    ForkPairs(Side base, Side head, PairPlan plan, DoubleSupplier ruler, TimeLimit limit, GateListener listener) {
        this.base = base;
        this.head = head;
        this.plan = plan;
        this.ruler = ruler;
        this.limit = limit;
        this.listener = listener;
    }

    /** Time was out before a pair was whole. */
    private static final class OutOfTimeException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private void requireTime() throws OutOfTimeException {
        if (!limit.left().isPositive()) {
            throw new OutOfTimeException();
        }
    }

    /** How long a fork may take for what it is asked for now. */
    private Duration longestWait() throws OutOfTimeException {
        requireTime();
        var left = limit.left();
        return left.compareTo(Fork.LONGEST_WAIT) < 0 ? left : Fork.LONGEST_WAIT;
    }

    /** One revision: how its forks are started, what they are asked by benchmark, and what they found. */
    static final class Side {

        private final Fork.Starter starter;
        private final Map<String, ForkRequest> requests;
        private final Map<String, List<ForkMessage.Ready>> ready = new HashMap<>();
        private final Map<String, List<ForkResult>> results = new HashMap<>();
        private final Map<String, String> failed = new HashMap<>();

        Side(Fork.Starter starter, Map<String, ForkRequest> requests) {
            this.starter = starter;
            this.requests = Map.copyOf(requests);
        }

        private Fork start(String benchmark, Duration limit) throws SideException, InterruptedException {
            var request = requests.get(benchmark);
            if (request == null) {
                throw new IllegalArgumentException("There is no benchmark " + benchmark);
            }
            try {
                var fork = starter.start(request, limit);
                ready.computeIfAbsent(benchmark, _ -> new ArrayList<>()).add(fork.ready());
                return fork;
            } catch (Fork.ForkException e) {
                throw new SideException(this, e);
            }
        }

        private ForkMessage.Block block(Fork fork, Duration limit) throws SideException, InterruptedException {
            try {
                return fork.block(limit);
            } catch (Fork.ForkException e) {
                throw new SideException(this, e);
            }
        }

        private void keep(String benchmark, Turns turns) {
            results.computeIfAbsent(benchmark, _ -> new ArrayList<>())
                    .add(ForkResult.of(turns.fork.ready(), turns.blocks));
        }

        /** Why the first fork failed that did; empty where none did. */
        Optional<String> failed(String benchmark) {
            return Optional.ofNullable(failed.get(benchmark));
        }

        /** What the forks compute that got warm, also where no pair came of it. */
        List<ForkMessage.Ready> ready(String benchmark) {
            return List.copyOf(ready.getOrDefault(benchmark, List.of()));
        }

        /** What the forks found, in the order they ran; also those of pairs that don't count. */
        List<ForkResult> results(String benchmark) {
            return List.copyOf(results.getOrDefault(benchmark, List.of()));
        }
    }

    /** A fork gave no result, and it is known whose. */
    private static final class SideException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Side side;

        SideException(Side side, Fork.ForkException cause) {
            super(cause.getMessage(), cause);
            this.side = side;
        }
    }

    /** A fork in its turns, with what the ruler read before each block. */
    private final class Turns {
        private final Side side;
        private final Fork fork;
        private final List<ForkMessage.Block> blocks = new ArrayList<>();
        private final List<Double> rulers = new ArrayList<>();

        Turns(Side side, Fork fork) {
            this.side = side;
            this.fork = fork;
        }

        void take() throws SideException, OutOfTimeException, InterruptedException {
            rulers.add(ruler.getAsDouble());
            blocks.add(side.block(fork, longestWait()));
        }

        double[] milliseconds() {
            return blocks.stream().mapToDouble(ForkMessage.Block::milliseconds).toArray();
        }
    }

    @Override
    public boolean hasTimeFor(int pairs) {
        var usual = timed == 0 ? plan.duration() : spent.dividedBy(timed);
        // One more, since some take longer than others, and what was found has to be written.
        return limit.left().compareTo(usual.multipliedBy(pairs + 1L)) >= 0;
    }

    @Override
    public Attempt take(String benchmark, boolean headFirst) throws InterruptedException {
        try {
            return attempt(benchmark, headFirst);
        } catch (OutOfTimeException _) {
            return new Attempt.OutOfTime();
        }
    }

    private Attempt attempt(String benchmark, boolean headFirst) throws OutOfTimeException, InterruptedException {
        var first = headFirst ? head : base;
        var second = headFirst ? base : head;
        var before = limit.left();
        try (var firstFork = first.start(benchmark, longestWait());
                var secondFork = second.start(benchmark, longestWait())) {
            var pair = turns(benchmark, headFirst, new Turns(first, firstFork), new Turns(second, secondFork));
            spent = spent.plus(before.minus(limit.left()));
            timed++;
            return new Attempt.Timed(pair);
        } catch (SideException e) {
            // Without it, the fork may just have been given too little.
            requireTime();
            var message = String.valueOf(e.getMessage());
            e.side.failed.merge(benchmark, message, (earlier, _) -> earlier);
            listener.say("%-24s a fork of the %s failed: %s"
                    .formatted(benchmark, e.side == head ? "head" : "base", message));
            return e.side == head
                    ? new Attempt.Failed(obstacle(base, benchmark), message)
                    : new Attempt.Failed(message, obstacle(head, benchmark));
        }
    }

    /** Why the other revision can't do it by itself, or null if it can: a verdict depends on that. */
    private @Nullable String obstacle(Side side, String benchmark) throws OutOfTimeException, InterruptedException {
        try (var fork = side.start(benchmark, longestWait())) {
            var _ = side.block(fork, longestWait());
            return null;
        } catch (SideException e) {
            requireTime();
            return String.valueOf(e.getMessage());
        }
    }

    private Pair turns(String benchmark, boolean headFirst, Turns first, Turns second)
            throws SideException, OutOfTimeException, InterruptedException {
        for (int i = 0; i < plan.blocks(); i++) {
            if (GateRules.headFirst(i)) {
                second.take();
                first.take();
            } else {
                first.take();
                second.take();
            }
        }
        var baseTurns = headFirst ? second : first;
        var headTurns = headFirst ? first : second;
        base.keep(benchmark, baseTurns);
        head.keep(benchmark, headTurns);
        var pair = pair(baseTurns, headTurns);
        listener.say(String.format(
                Locale.ROOT,
                "%-24s base %9.4f ms, head %9.4f ms, %+5.1f %%, ruler %.1f %%",
                benchmark,
                pair.base(),
                pair.head(),
                100 * (pair.ratio() - 1),
                100 * pair.rulerShift()));
        return pair;
    }

    private static Pair pair(Turns base, Turns head) {
        var median = Median.withDefaults();
        double[] baseTimes = base.milliseconds();
        double[] headTimes = head.milliseconds();
        var ratios = new double[baseTimes.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = Math.log(headTimes[i] / baseTimes[i]);
        }
        double shift = Math.log(median(head.rulers) / median(base.rulers));
        return new Pair(
                median.evaluate(baseTimes),
                median.evaluate(headTimes),
                Math.exp(median.evaluate(ratios)),
                Math.expm1(Math.abs(shift)));
    }

    private static double median(List<Double> values) {
        return Median.withDefaults()
                .evaluate(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
