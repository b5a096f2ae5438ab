package org.scratchcnn.benchmarks.jmh;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.scratchcnn.worker.record.Microbenchmark;

/** One run of JMH's. A benchmark that fails stops no other. */
public final class MicrobenchmarkRun {

    /** How often processes are looked for that hang. */
    private static final long LOOK_MILLISECONDS = 200;

    private final Options options;
    private final Path log;
    private final Duration deadline;

    /**
     * A run of a set.
     *
     * @param threads that compute a network
     * @param log gets what JMH prints
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
     * Runs to the end, or to the deadline: benchmarks that were not finished then have failed.
     *
     * @return one for each benchmark
     * @throws IOException if JMH's output can't be written
     */
    public List<Microbenchmark> run(MicrobenchmarkListener listener) throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        // Its lock is a file that is the same for all users of the machine, and that only one of them can open.
        System.setProperty("jmh.ignoreLock", "true");
        try (var text = new PrintStream(Files.newOutputStream(log), false, StandardCharsets.UTF_8);
                var watchdog = Executors.newSingleThreadScheduledExecutor(
                        Thread.ofVirtual().factory())) {
            var progress = new JmhProgress(format(text), count(options), listener);
            long started = System.nanoTime();
            var ending = watchdog.scheduleAtFixedRate(
                    () -> ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly),
                    deadline.toMillis(),
                    LOOK_MILLISECONDS,
                    TimeUnit.MILLISECONDS);
            var results = new Runner(options, progress).run();
            boolean late = System.nanoTime() - started >= deadline.toNanos();
            ending.cancel(false);
            return records(results, progress.failed(), late);
        } catch (RunnerException e) {
            throw new IllegalStateException("JMH could not run: " + e.getMessage(), e);
        }
    }

    private List<Microbenchmark> records(Collection<RunResult> results, List<BenchmarkParams> failed, boolean late) {
        var why = late
                ? "it had not ended at the deadline of the whole run, " + deadline.toSeconds() + " s; see " + log
                : "a fork failed; see " + log;
        return Stream.concat(
                        results.stream()
                                .filter(result -> !failed.contains(result.getParams()))
                                .map(JmhRecords::completed),
                        failed.stream().map(params -> JmhRecords.failed(params, why)))
                .toList();
    }

    /** Benchmarks that JMH will run: every combination of parameters is one. */
    static int count(Options options) {
        var nowhere = format(new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        return BenchmarkList.defaultList().find(nowhere, options.getIncludes(), List.of()).stream()
                .mapToInt(benchmark -> combinations(benchmark, options))
                .sum();
    }

    private static int combinations(BenchmarkListEntry benchmark, Options options) {
        return benchmark.getParams().orElse(Map.of()).entrySet().stream()
                .mapToInt(parameter -> options.getParameter(parameter.getKey()).hasValue()
                        ? options.getParameter(parameter.getKey()).get().size()
                        : parameter.getValue().length)
                .reduce(1, Math::multiplyExact);
    }

    private static OutputFormat format(PrintStream out) {
        return OutputFormatFactory.createFormatInstance(out, VerboseMode.NORMAL);
    }
}
