package org.scratchcnn.benchmarks.jmh;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.scratchcnn.worker.record.Microbenchmark;
import org.scratchcnn.worker.record.Outcome;

/** One run of JMH's. A benchmark that fails stops no other. */
public final class MicrobenchmarkRun {

    private final Options options;
    private final Path log;
    private final Duration deadline;

    /**
     * A run of a set.
     *
     * @param threads that compute a network
     * @param log gets what JMH and its forks print
     */
    public MicrobenchmarkRun(MicrobenchmarkSet set, int threads, Path log) {
        this(set.options(threads), log, Duration.ofSeconds(120 + 3 * set.estimatedSeconds()));
    }

    /**
     * A run of anything.
     *
     * @param deadline of the whole run: JMH would wait for ever for a fork that hangs
     */
    MicrobenchmarkRun(Options options, Path log, Duration deadline) {
        this.options = options;
        this.log = log;
        this.deadline = deadline;
    }

    /**
     * Runs to the end, or to the deadline: benchmarks that have not ended then have failed.
     *
     * @return one for each benchmark
     * @throws IOException if the log can't be written
     */
    public List<Microbenchmark> run(MicrobenchmarkListener listener) throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        // Its lock is one file for all users of the machine, which only one of them can open.
        System.setProperty("jmh.ignoreLock", "true");
        try (var text = new PrintStream(Files.newOutputStream(log), false, StandardCharsets.UTF_8);
                var watchdog = Executors.newSingleThreadScheduledExecutor(
                        Thread.ofVirtual().factory())) {
            long started = System.nanoTime();
            var ending = watchdog.scheduleAtFixedRate(
                    () -> ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly),
                    deadline.toMillis(),
                    100,
                    TimeUnit.MILLISECONDS);
            var progress = new JmhProgress(text, count(options), listener);
            var results = new Runner(options, progress).run();
            ending.cancel(false);
            boolean late = System.nanoTime() - started >= deadline.toNanos();
            var why =
                    late ? "it had not ended after " + deadline.toSeconds() + " s of all benchmarks" : "a fork failed";
            var failed = new Outcome.Failed(why + "; see " + log);
            return Stream.concat(
                            results.stream()
                                    .filter(result -> !progress.failed().contains(result.getParams()))
                                    .map(result -> JmhRecords.of(
                                            result.getParams(), result.getBenchmarkResults(), new Outcome.Completed())),
                            progress.failed().stream().map(params -> JmhRecords.of(params, List.of(), failed)))
                    .toList();
        } catch (RunnerException e) {
            throw new IllegalStateException("JMH could not run: " + e.getMessage(), e);
        }
    }

    /** Benchmarks that JMH will run: every combination of parameters is one. */
    static int count(Options options) {
        var silent = new JmhProgress(new PrintStream(PrintStream.nullOutputStream()), 0, (_, _, _, _) -> {});
        return BenchmarkList.defaultList().find(silent, options.getIncludes(), List.of()).stream()
                .mapToInt(benchmark -> benchmark.getParams().orElse(Map.of()).entrySet().stream()
                        .mapToInt(parameter -> options.getParameter(parameter.getKey())
                                .orElse(List.of(parameter.getValue()))
                                .size())
                        .reduce(1, Math::multiplyExact))
                .sum();
    }
}
