package org.scratchcnn.benchmarks.jmh;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.scratchcnn.benchmarks.process.ProcessWatchdog;
import org.scratchcnn.worker.IterationPlan;
import org.scratchcnn.worker.RunningJvm;
import org.scratchcnn.worker.record.JvmFacts;

/** One fork of one of the library's microbenchmarks, in a process of its own, by JMH. */
final class JmhFork {

    /** What JMH's garbage collection profiler calls the bytes that an operation allocates. */
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private static final double MILLISECONDS = 1e3;

    private final IterationPlan plan;
    private final List<String> jvmFlags;
    private final Path log;
    private final Duration patience;

    /**
     * A fork that has not begun.
     *
     * @param jvmFlags beside those of this JVM
     * @param log gets what JMH prints
     * @param patience how long it may take; JMH itself waits for a fork that hangs for ever
     */
    JmhFork(IterationPlan plan, List<String> jvmFlags, Path log, Duration patience) {
        this.plan = plan;
        this.jvmFlags = List.copyOf(jvmFlags);
        this.log = log;
        this.patience = patience;
    }

    /**
     * Runs to the end.
     *
     * @return one time for each iteration
     * @throws KernelFailureException if it can't be started, fails, takes too long, or leaves anything else
     */
    ForkSamples run(BenchmarkSeries.Key benchmark) throws KernelFailureException {
        try (var watchdog = new ProcessWatchdog(patience)) {
            var results = new Runner(options(benchmark)).run();
            if (watchdog.outOfPatience()) {
                throw failed("took more than %d s and was ended".formatted(patience.toSeconds()), null);
            }
            if (results.size() != 1) {
                throw failed("did not run to the end", null);
            }
            return samples(results.iterator().next());
        } catch (RunnerException e) {
            throw failed("could not run at all (%s)".formatted(e.getMessage()), e);
        }
    }

    private Options options(BenchmarkSeries.Key benchmark) {
        return new OptionsBuilder()
                .include("^" + benchmark.family().benchmark().getName().replace(".", "\\.") + "\\.")
                .param("workload", benchmark.workload())
                .param("pass", benchmark.pass())
                .param("algorithm", benchmark.algorithm())
                .param("images", Integer.toString(benchmark.images()))
                .param("teamThreads", Integer.toString(benchmark.threads()))
                .forks(1)
                .warmupIterations(plan.warmups())
                .warmupTime(TimeValue.milliseconds(plan.warmupMilliseconds()))
                .measurementIterations(plan.measured())
                .measurementTime(TimeValue.milliseconds(plan.measuredMilliseconds()))
                .threads(1)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(false)
                .jvmArgsAppend(Stream.concat(Stream.of("--add-modules", "jdk.incubator.vector"), jvmFlags.stream())
                        .toArray(String[]::new))
                .output(log.toString())
                .build();
    }

    private ForkSamples samples(RunResult result) throws KernelFailureException {
        // JMH forks from the JDK that runs this code.
        var running = RunningJvm.facts();
        var samples = new ForkSamples(
                new JvmFacts(
                        running.version(),
                        running.vm(),
                        List.copyOf(result.getParams().getJvmArgs())),
                iterations(result)
                        .map(iteration ->
                                MILLISECONDS / iteration.getPrimaryResult().getScore())
                        .toList(),
                iterations(result)
                        .flatMap(iteration -> Stream.ofNullable(
                                iteration.getSecondaryResults().get(ALLOCATED)))
                        .map(allocated -> allocated.getScore())
                        .toList());
        int count = samples.milliseconds().size();
        if (count != plan.measured()) {
            throw failed("left %d times, but was asked for %d".formatted(count, plan.measured()), null);
        }
        return samples;
    }

    private static Stream<IterationResult> iterations(RunResult result) {
        return result.getBenchmarkResults().stream().flatMap(fork -> fork.getIterationResults().stream());
    }

    private KernelFailureException failed(String how, @Nullable Exception cause) {
        return new KernelFailureException(
                "The microbenchmark failed: its process, started by JMH, whose output goes to %s, %s"
                        .formatted(log, how),
                cause);
    }
}
