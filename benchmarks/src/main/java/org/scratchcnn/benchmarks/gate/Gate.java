package org.scratchcnn.benchmarks.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.scratchcnn.benchmarks.gate.ForkPairs.Found;
import org.scratchcnn.benchmarks.gate.ForkPairs.Revision;
import org.scratchcnn.benchmarks.gate.GateResult.BenchmarkResult;
import org.scratchcnn.benchmarks.gate.GateSet.Benchmark;
import org.scratchcnn.benchmarks.gate.rule.Finding;
import org.scratchcnn.benchmarks.gate.rule.GateRules;
import org.scratchcnn.benchmarks.gate.rule.PairedComparison;
import org.scratchcnn.benchmarks.gate.rule.Verdict;

/**
 * Times a base and a head in turns, and finds a verdict for each benchmark.
 *
 * @param threads of each fork
 * @param ruler the machine's own speed at the moment, above 0
 * @param listener told what happens, line by line
 */
record Gate(GateRules rules, PairPlan plan, int threads, DoubleSupplier ruler, Consumer<String> listener) {

    /** The gate as it is, on this machine. */
    Gate(int threads, Consumer<String> listener) {
        this(GateRules.standard(), PairPlan.standard(), threads, new MachineRuler(), listener);
    }

    /** Compares two revisions within the limit; throws where the gate is to end at once. */
    List<BenchmarkResult> compare(
            GateSet set,
            Fork.Starter baseForks,
            Fork.Starter headForks,
            NumericsLock baseLock,
            NumericsLock headLock,
            TimeLimit limit)
            throws InterruptedException {
        var base = new Revision("base", baseForks);
        var head = new Revision("head", headForks);
        var names = set.benchmarks().stream().map(Benchmark::name).toList();
        var results = new ArrayList<BenchmarkResult>();
        for (var finding :
                new PairedComparison(rules, new ForkPairs(this, base, head, limit), names.size()).run(names)) {
            var benchmark = finding.benchmark();
            results.add(result(finding, base.found(benchmark), head.found(benchmark), baseLock, headLock));
        }
        return results;
    }

    /** Compares a revision with itself, with a slowdown planted in the head's forks, as one benchmark of a whole set. */
    Finding planted(String benchmark, double slowdown, Fork.Starter forks, TimeLimit limit)
            throws InterruptedException {
        var base = new Revision("base", forks);
        var head = new Revision("head", (request, wait) -> forks.start(request.withSlowdown(slowdown), wait));
        return new PairedComparison(rules, new ForkPairs(this, base, head, limit), GateRules.MOST_BENCHMARKS)
                .run(List.of(benchmark))
                .getFirst();
    }

    private static BenchmarkResult result(
            Finding finding, Found base, Found head, NumericsLock baseLock, NumericsLock headLock) {
        var hard = HardGates.check(finding.benchmark(), base, head, baseLock, headLock);
        var judged = finding;
        if (base.costs().isPresent()
                && head.costs().isPresent()
                && !base.costs().equals(head.costs())) {
            judged = judged.worsened(
                    Verdict.INCONCLUSIVE, "the network is another one, so times say nothing of the code");
        }
        for (var failure : hard.failures()) {
            judged = judged.worsened(Verdict.FAIL, failure);
        }
        var remarks = new ArrayList<>(hard.remarks());
        if (base.failure != null) {
            remarks.add("a fork of the base failed: " + base.failure);
        }
        if (head.failure != null) {
            remarks.add("a fork of the head failed: " + head.failure);
        }
        return new BenchmarkResult(judged, base.leastBytes(), head.leastBytes(), remarks);
    }
}
