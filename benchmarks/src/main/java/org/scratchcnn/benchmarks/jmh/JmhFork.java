package org.scratchcnn.benchmarks.jmh;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.scratchcnn.core.record.JvmFacts;
import org.scratchcnn.worker.IterationPlan;
import org.scratchcnn.worker.RunningJvm;

/** One fork of the library's microbenchmarks of one workload, each in a process of its own, by JMH. */
final class JmhFork {

    /** What JMH's garbage collection profiler calls the bytes that an operation allocates. */
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private static final double MILLISECONDS = 1e3;

    private final IterationPlan plan;
    private final List<String> jvmFlags;
    private final Path log;

    /**
     * A fork that has not begun.
     *
     * @param jvmFlags beside those of this JVM
     * @param log gets what JMH prints
     */
    JmhFork(IterationPlan plan, List<String> jvmFlags, Path log) {
        this.plan = plan;
        this.jvmFlags = List.copyOf(jvmFlags);
        this.log = log;
    }

    /** What one benchmark came to. */
    record Times(String pass, String algorithm, ForkSamples samples) {}

    /**
     * Runs every pass and algorithm of the workload.
     *
     * @param threads of each operation
     * @return of all benchmarks but those that failed; the log says why they did
     * @throws RunnerException if JMH can't run at all
     */
    List<Times> run(BenchmarkSelection selection, String workload, int threads) throws RunnerException {
        var options = new OptionsBuilder()
                .include("^" + selection.family().benchmark().getName().replace(".", "\\.") + "\\.")
                .param("workload", workload)
                .param("pass", selection.passes().toArray(String[]::new))
                .param("algorithm", selection.algorithms().toArray(String[]::new))
                .param("images", Integer.toString(selection.images()))
                .param("teamThreads", Integer.toString(threads))
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
        return new Runner(options).run().stream().map(JmhFork::times).toList();
    }

    private static Times times(RunResult result) {
        var params = result.getParams();
        // JMH forks from the JDK that runs this code.
        var running = RunningJvm.facts();
        return new Times(
                params.getParam("pass"),
                params.getParam("algorithm"),
                new ForkSamples(
                        new JvmFacts(running.version(), running.vm(), List.copyOf(params.getJvmArgs())),
                        iterations(result)
                                .map(iteration -> MILLISECONDS
                                        / iteration.getPrimaryResult().getScore())
                                .toList(),
                        iterations(result)
                                .flatMap(iteration -> Stream.ofNullable(
                                        iteration.getSecondaryResults().get(ALLOCATED)))
                                .map(allocated -> allocated.getScore())
                                .toList()));
    }

    private static Stream<IterationResult> iterations(RunResult result) {
        return result.getBenchmarkResults().stream().flatMap(fork -> fork.getIterationResults().stream());
    }
}
