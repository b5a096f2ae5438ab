package org.scratchcnn.benchmarks.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.benchmarks.gate.fork.ForkMessage;
import org.scratchcnn.benchmarks.gate.fork.ForkRequest;
import org.scratchcnn.benchmarks.gate.result.Benchmark;
import org.scratchcnn.benchmarks.gate.result.BenchmarkResult;
import org.scratchcnn.benchmarks.gate.result.ForkResult;
import org.scratchcnn.benchmarks.gate.result.PairPlan;
import org.scratchcnn.benchmarks.gate.revision.Fork;
import org.scratchcnn.benchmarks.gate.rule.Finding;
import org.scratchcnn.benchmarks.gate.rule.GateRules;
import org.scratchcnn.benchmarks.gate.rule.HardGates;
import org.scratchcnn.benchmarks.gate.rule.NumericsLock.Costs;
import org.scratchcnn.benchmarks.gate.rule.NumericsLock.LossKey;
import org.scratchcnn.benchmarks.gate.rule.NumericsLocks;
import org.scratchcnn.benchmarks.gate.rule.Trial;
import org.scratchcnn.benchmarks.gate.rule.Verdict;

/** Times a base and a head in turns, and finds a verdict for each benchmark. */
public final class Gate {

    private final GateRules rules;
    private final PairPlan plan;
    private final int threads;
    private final DoubleSupplier ruler;
    private final GateListener listener;

    /**
     * A gate by these rules.
     *
     * @param threads of each fork
     * @param ruler the machine's own speed at the moment, above 0
     */
    Gate(GateRules rules, PairPlan plan, int threads, DoubleSupplier ruler, GateListener listener) {
        this.rules = rules;
        this.plan = plan;
        this.threads = threads;
        this.ruler = ruler;
        this.listener = listener;
    }

    /** The gate as it is, on this machine. */
    public Gate(int threads, GateListener listener) {
        this(GateRules.standard(), PairPlan.standard(), threads, new MachineRuler(), listener);
    }

    GateRules rules() {
        return rules;
    }

    PairPlan plan() {
        return plan;
    }

    /**
     * Compares two revisions.
     *
     * @param limit of the comparison
     * @throws InterruptedException if the gate is to end at once
     */
    List<BenchmarkResult> compare(
            GateSet set, Fork.Starter base, Fork.Starter head, NumericsLocks locks, TimeLimit limit)
            throws InterruptedException {
        var requests = requests(set.benchmarks());
        var baseSide = new ForkPairs.Side(base, requests);
        var headSide = new ForkPairs.Side(head, requests);
        var pairs = new ForkPairs(baseSide, headSide, plan, ruler, limit, listener);
        var names = set.benchmarks().stream().map(Benchmark::name).toList();
        var findings = new Trial(rules, pairs, names.size()).run(names);
        return findings.stream()
                .map(finding -> result(finding, baseSide, headSide, locks))
                .toList();
    }

    /**
     * Compares a revision with itself, its head's forks slowed down by a planted share.
     *
     * @param family benchmarks that Holm's correction is made for
     * @param limit of the comparison
     * @throws InterruptedException if the gate is to end at once
     */
    Finding planted(Benchmark benchmark, double slowdown, Fork.Starter starter, int family, TimeLimit limit)
            throws InterruptedException {
        var base = requests(List.of(benchmark));
        var head = base.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().withSlowdown(slowdown)));
        var pairs = new ForkPairs(
                new ForkPairs.Side(starter, base), new ForkPairs.Side(starter, head), plan, ruler, limit, listener);
        return new Trial(rules, pairs, family).run(List.of(benchmark.name())).getFirst();
    }

    private Map<String, ForkRequest> requests(List<Benchmark> benchmarks) {
        return benchmarks.stream()
                .collect(Collectors.toMap(Benchmark::name, benchmark -> benchmark.request(threads, plan)));
    }

    private static BenchmarkResult result(
            Finding finding, ForkPairs.Side base, ForkPairs.Side head, NumericsLocks locks) {
        var benchmark = finding.benchmark();
        var baseFacts = facts(benchmark, base);
        var headFacts = facts(benchmark, head);
        var hard = HardGates.check(benchmark, baseFacts, headFacts, locks);
        var judged = finding;
        if (baseFacts != null && headFacts != null && !baseFacts.costs().equals(headFacts.costs())) {
            judged = judged.worsened(Verdict.INCONCLUSIVE, "the network is another one");
        }
        for (var failure : hard.failures()) {
            judged = judged.worsened(Verdict.FAIL, failure);
        }
        var remarks = new ArrayList<>(hard.remarks());
        base.failed(benchmark).ifPresent(why -> remarks.add("a fork of the base failed: " + why));
        head.failed(benchmark).ifPresent(why -> remarks.add("a fork of the head failed: " + why));
        return new BenchmarkResult(judged, base.results(benchmark), head.results(benchmark), remarks);
    }

    /** What forks of one revision agree in; null where none got warm. */
    private static HardGates.@Nullable Facts facts(String benchmark, ForkPairs.Side side) {
        var ready = side.ready(benchmark);
        if (ready.isEmpty()) {
            return null;
        }
        var forks = side.results(benchmark);
        return new HardGates.Facts(
                new HardGates.Allocation(
                        forks.stream().map(ForkResult::leastAllocatedBytes).toList(),
                        forks.stream().map(ForkResult::meanAllocatedBytes).toList()),
                costs(ready.getFirst()),
                lossKey(benchmark, ready.getFirst()).orElse(null),
                ready.stream().map(ForkMessage.Ready::lossBits).toList());
    }

    /** What the network costs that a fork times. */
    static Costs costs(ForkMessage.Ready ready) {
        return new Costs(ready.parameters(), ready.forwardMacs());
    }

    /** What a fork's losses depend on; empty where it computes none. */
    static Optional<LossKey> lossKey(String benchmark, ForkMessage.Ready ready) {
        return ready.lossBits().isEmpty()
                ? Optional.empty()
                : Optional.of(new LossKey(
                        benchmark,
                        System.getProperty("os.arch"),
                        ready.lanes(),
                        Runtime.version().feature()));
    }
}
