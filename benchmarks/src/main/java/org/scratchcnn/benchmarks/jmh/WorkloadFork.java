package org.scratchcnn.benchmarks.jmh;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.scratchcnn.engine.EngineFacts;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.worker.EngineLaunch;
import org.scratchcnn.worker.IterationPlan;

/**
 * One attempt at one fork of a workload: the library's benchmarks one after the other by JMH, then each foreign engine's,
 * every process by itself. Its samples count only once {@link #keep} is called; a failure counts at once.
 */
final class WorkloadFork {

    private final IterationPlan iterations;
    private final Duration patience;
    private final MicrobenchmarkListener listener;
    private final Map<BenchmarkSeries, Measured> measured = new LinkedHashMap<>();
    private boolean failed;

    /** What a benchmark came to, and in which engine. */
    private record Measured(ForkSamples samples, EngineFacts facts) {}

    /**
     * An attempt that has not begun.
     *
     * @param patience how long each of its processes may take
     * @param listener told of failures
     */
    WorkloadFork(IterationPlan iterations, Duration patience, MicrobenchmarkListener listener) {
        this.iterations = iterations;
        this.patience = patience;
        this.listener = listener;
    }

    /** Times one of the library's benchmarks, unless it failed before. */
    void timeLibrary(BenchmarkSeries benchmark, List<String> jvmFlags, EngineFacts facts, Path log) {
        if (benchmark.failed()) {
            return;
        }
        try {
            var samples = new JmhFork(iterations, jvmFlags, log, patience).run(benchmark.key());
            measured.put(benchmark, new Measured(samples, facts));
        } catch (KernelFailureException e) {
            fail(List.of(benchmark), e);
        }
    }

    /**
     * Times all passes of a foreign engine in one process, unless one of them failed before.
     *
     * @throws IOException if there is no place for temporary files
     */
    void timePeer(EngineLaunch peer, BenchmarkSelection selection, List<BenchmarkSeries> benchmarks, Path log)
            throws IOException {
        if (benchmarks.stream().anyMatch(BenchmarkSeries::failed)) {
            return;
        }
        var passes = benchmarks.stream()
                .collect(Collectors.toMap(
                        benchmark -> BenchmarkFamily.passTitle(benchmark.key().pass()), benchmark -> benchmark));
        var first = benchmarks.getFirst().key();
        var request = selection
                .family()
                .peerRequest(first.workload(), first.images(), new EngineOptions(first.threads()), iterations);
        try {
            var times = new KernelProcess(peer, log, patience).run(request, passes.keySet());
            passes.forEach((pass, benchmark) -> measured.put(
                    benchmark,
                    new Measured(
                            new ForkSamples(times.jvm(), times.milliseconds().getOrDefault(pass, List.of()), List.of()),
                            times.facts())));
        } catch (KernelFailureException e) {
            fail(benchmarks, e);
        }
    }

    /** Whether a benchmark failed in this attempt. */
    boolean failed() {
        return failed;
    }

    /** Adds what was measured to the benchmarks' series. */
    void keep() {
        measured.forEach((benchmark, its) -> benchmark.add(its.samples(), its.facts()));
    }

    private void fail(List<BenchmarkSeries> benchmarks, KernelFailureException failure) {
        var why = String.valueOf(failure.getMessage());
        failed = true;
        benchmarks.forEach(benchmark -> benchmark.fail(why));
        listener.failed(benchmarks.stream().map(BenchmarkSeries::title).toList(), why);
    }
}
