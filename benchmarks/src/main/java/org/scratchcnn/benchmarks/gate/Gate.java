package org.scratchcnn.benchmarks.gate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.scratchcnn.benchmarks.gate.ForkPairs.Revision;
import org.scratchcnn.benchmarks.gate.GateResult.BenchmarkResult;
import org.scratchcnn.benchmarks.gate.fork.Benchmark;
import org.scratchcnn.benchmarks.gate.fork.ForkRequest;
import org.scratchcnn.benchmarks.gate.rule.Finding;
import org.scratchcnn.benchmarks.gate.rule.GateRules;
import org.scratchcnn.benchmarks.gate.rule.PairedComparison;
import org.scratchcnn.benchmarks.gate.rule.Verdict;
import org.scratchcnn.benchmarks.harness.MachineProbe;
import org.scratchcnn.benchmarks.ruler.FmaRuler;

/**
 * Times a base and a head in turns, and finds a verdict for each benchmark.
 *
 * @param threads of each fork
 * @param ruler the machine's own speed at the moment, above 0
 * @param nanoTime the clock
 * @param listener told what happens, line by line
 */
public record Gate(
        GateRules rules, int threads, DoubleSupplier ruler, LongSupplier nanoTime, Consumer<String> listener) {

    /** The gate as it is, on this machine. */
    public Gate(int threads, Consumer<String> listener) {
        this(GateRules.standard(), threads, new FmaRuler()::atTheMoment, System::nanoTime, listener);
    }

    /** A span of time that has begun. */
    record TimeLimit(long end, LongSupplier nanoTime) {

        /** What is left of it; negative once it is over. */
        Duration left() {
            return Duration.ofNanos(end - nanoTime.getAsLong());
        }
    }

    /** A span of time that begins now. */
    TimeLimit limit(Duration span) {
        return new TimeLimit(nanoTime.getAsLong() + span.toNanos(), nanoTime);
    }

    /** What times on this machine depend on, in words. */
    String conditions() {
        var machine = MachineProbe.read();
        return machine.cpu() + ", " + machine.cores() + " cores, forks on " + threads + " threads, "
                + machine.operatingSystem() + ", JDK " + Runtime.version();
    }

    /** Compares two revisions within the limit; throws where the gate is to end at once. */
    List<BenchmarkResult> compare(GateSet set, Revision base, Revision head, TimeLimit limit)
            throws InterruptedException {
        var names = set.benchmarks().stream().map(Benchmark::name).toList();
        return compare(names, names.size(), base, head, limit).stream()
                .map(finding -> result(finding, base, head))
                .toList();
    }

    /** Compares a revision with itself, with a slowdown planted in the head's forks, as one benchmark of a whole set. */
    Finding planted(String benchmark, double slowdown, Fork.Starter forks, TimeLimit limit)
            throws InterruptedException {
        var base = new Revision("base", NumericsLock.EMPTY, forks);
        var head = new Revision(
                "head",
                NumericsLock.EMPTY,
                request -> forks.start(new ForkRequest(request.benchmark(), threads, slowdown)));
        return compare(List.of(benchmark), GateRules.MOST_BENCHMARKS, base, head, limit)
                .getFirst();
    }

    private List<Finding> compare(List<String> benchmarks, int family, Revision base, Revision head, TimeLimit limit)
            throws InterruptedException {
        return new PairedComparison(rules, new ForkPairs(this, base, head, limit), family).run(benchmarks);
    }

    private static BenchmarkResult result(Finding finding, Revision baseRevision, Revision headRevision) {
        var base = baseRevision.found(finding.benchmark());
        var head = headRevision.found(finding.benchmark());
        var hard = HardGates.check(finding.benchmark(), baseRevision, headRevision);
        var judged = finding;
        if (!base.ready.isEmpty()
                && !head.ready.isEmpty()
                && !base.ready.getFirst().costs().equals(head.ready.getFirst().costs())) {
            judged = judged.worsened(
                    Verdict.INCONCLUSIVE, "the network is another one, so times say nothing of the code");
        }
        for (var failure : hard.failures()) {
            judged = judged.worsened(Verdict.FAIL, failure);
        }
        var remarks = new ArrayList<>(hard.remarks());
        base.failure.ifPresent(failure -> remarks.add("a fork of the base failed: " + failure));
        head.failure.ifPresent(failure -> remarks.add("a fork of the head failed: " + failure));
        return new BenchmarkResult(judged, base.leastBytes(), head.leastBytes(), remarks);
    }
}
