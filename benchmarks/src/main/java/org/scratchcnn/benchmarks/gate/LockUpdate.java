package org.scratchcnn.benchmarks.gate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import org.scratchcnn.benchmarks.gate.fork.Benchmark;
import org.scratchcnn.benchmarks.gate.fork.ForkRequest;
import org.scratchcnn.worker.record.AtomicFile;

/** {@code ./cnn gate lock}: writes down what this version computes. */
public final class LockUpdate {

    /** Smaller vectors than this machine's own, which other machines have, and those of this machine. */
    private static final List<String> VECTORS =
            List.of("-XX:MaxVectorSize=16", "-XX:MaxVectorSize=32", "-XX:MaxVectorSize=64");

    private LockUpdate() {}

    /**
     * Writes the file anew, in the project's top folder. Lines for processors, vectors and JDKs that are not at hand are
     * left out: nobody knows whether they still hold. Losses don't depend on the threads.
     */
    public static Path write(Path home, int threads) throws IOException, InterruptedException {
        var costs = new TreeMap<String, String>();
        var losses = new LinkedHashMap<String, String>();
        var benchmarks = GateSet.GATE.benchmarks().stream()
                .sorted(Comparator.comparing(Benchmark::name))
                .toList();
        for (var benchmark : benchmarks) {
            for (var vectors : VECTORS) {
                var forks = ForkProcess.starter(System.getProperty("java.class.path"), vectors);
                try (var fork = forks.start(new ForkRequest(benchmark, threads, 0))) {
                    NumericsLock.of(benchmark.name(), fork.ready())
                            .lines()
                            .forEach((key, value) -> (key.startsWith("cost ") ? costs : losses).put(key, value));
                }
            }
        }
        var lines = new LinkedHashMap<String, String>(costs);
        lines.putAll(losses);
        var file = home.resolve(NumericsLock.FILE);
        AtomicFile.write(file, new NumericsLock(lines).text().getBytes(StandardCharsets.UTF_8));
        return file;
    }
}
