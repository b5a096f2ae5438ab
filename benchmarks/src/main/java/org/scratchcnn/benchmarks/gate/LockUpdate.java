package org.scratchcnn.benchmarks.gate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.scratchcnn.benchmarks.gate.result.Benchmark;
import org.scratchcnn.benchmarks.gate.result.PairPlan;
import org.scratchcnn.benchmarks.gate.revision.Fork;
import org.scratchcnn.benchmarks.gate.revision.ForkLauncher;
import org.scratchcnn.benchmarks.gate.rule.NumericsLock;
import org.scratchcnn.benchmarks.gate.rule.NumericsLock.Costs;
import org.scratchcnn.benchmarks.gate.rule.NumericsLock.LossKey;
import org.scratchcnn.worker.record.AtomicFile;

/** {@code ./cnn gate lock}: writes down what this version computes. */
public final class LockUpdate {

    /** Time is of no interest here. */
    private static final PairPlan BRIEF = new PairPlan(0, 1, 1);

    /** This machine's own vectors, and smaller ones: other machines have those. */
    private static final List<List<String>> VECTORS =
            List.of(List.of(), List.of("-XX:MaxVectorSize=32"), List.of("-XX:MaxVectorSize=16"));

    private LockUpdate() {}

    /**
     * Writes the file anew. Lines for processors, vectors and JDKs that are not at hand are left out: nobody knows whether
     * they still hold.
     *
     * @param home the project's top folder
     * @param threads of each fork; losses don't depend on it
     * @return the file
     * @throws IOException if a fork gives no result or the file can't be written; then it is as before
     */
    public static Path write(Path home, int threads) throws IOException, InterruptedException {
        var costs = new TreeMap<String, Costs>();
        var losses = new TreeMap<LossKey, List<Long>>();
        for (var flags : VECTORS) {
            var launcher = new ForkLauncher(System.getProperty("java.class.path"), flags);
            for (var benchmark : GateSet.GATE.benchmarks()) {
                note(benchmark, launcher, threads, costs, losses);
            }
        }
        var file = home.resolve(NumericsLock.FILE);
        AtomicFile.write(file, new NumericsLock(costs, losses).text().getBytes(StandardCharsets.UTF_8));
        return file;
    }

    private static void note(
            Benchmark benchmark,
            ForkLauncher launcher,
            int threads,
            Map<String, Costs> costs,
            Map<LossKey, List<Long>> losses)
            throws IOException, InterruptedException {
        try (var fork = launcher.start(benchmark.request(threads, BRIEF), Fork.LONGEST_WAIT)) {
            var ready = fork.ready();
            costs.put(benchmark.name(), Gate.costs(ready));
            Gate.lossKey(benchmark.name(), ready).ifPresent(key -> losses.put(key, ready.lossBits()));
        }
    }
}
