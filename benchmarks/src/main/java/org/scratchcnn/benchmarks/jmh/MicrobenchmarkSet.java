package org.scratchcnn.benchmarks.jmh;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** What JMH runs: which benchmarks it includes, with which parameters where not with their own, and for how long. */
public enum MicrobenchmarkSet {
    /** The naive loops against im2col and the direct kernels: 18 benchmarks within a minute. */
    CONVOLUTIONS(
            "ConvolutionBenchmark",
            Map.of(
                    "layer", List.of("fashion-cnn/3", "cifar-cnn/3"),
                    "algorithm", List.of("NAIVE", "IM2COL", "DIRECT")),
            1,
            new IterationPlan(5, 300, 4, 100)),
    /** All benchmarks, for figures to quote. */
    KERNELS(".*", Map.of(), 3, new IterationPlan(4, 150, 5, 100)),
    /** All benchmarks on few of their workloads, to see that they work; the figures are not to be quoted. */
    SMOKE(
            ".*",
            Map.of(
                    "layer", List.of("fashion-cnn/0"),
                    "matrices", List.of("64x288x256"),
                    "classes", List.of("10"),
                    "network", List.of("fashion-cnn"),
                    "task", List.of("fashion-mnist")),
            1,
            new IterationPlan(1, 100, 1, 100));

    private static final int JVM_START_MILLISECONDS = 600;

    private final String include;
    private final Map<String, List<String>> parameters;
    private final int forks;
    private final IterationPlan iterations;

    /** What each fork repeats: iterations to warm up, and measured ones, of so many milliseconds each. */
    private record IterationPlan(int warmups, int warmupMilliseconds, int measured, int measuredMilliseconds) {

        int milliseconds() {
            return warmups * warmupMilliseconds + measured * measuredMilliseconds;
        }
    }

    MicrobenchmarkSet(String include, Map<String, List<String>> parameters, int forks, IterationPlan iterations) {
        this.include = include;
        this.parameters = parameters;
        this.forks = forks;
        this.iterations = iterations;
    }

    /** As users type it, for example {@code convolutions}. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The set of that name, if there is one. */
    public static Optional<MicrobenchmarkSet> named(String title) {
        return Arrays.stream(values()).filter(set -> set.title().equals(title)).findFirst();
    }

    /** About how long the set runs, JVM starts included. */
    public long estimatedSeconds() {
        long benchmarks = MicrobenchmarkRun.count(options(1));
        return benchmarks * forks * (JVM_START_MILLISECONDS + iterations.milliseconds()) / 1_000;
    }

    /**
     * For JMH's runner.
     *
     * @param threads that compute a network
     */
    Options options(int threads) {
        var options = new OptionsBuilder()
                .include(include)
                .param("threads", Integer.toString(threads))
                .forks(forks)
                .warmupIterations(iterations.warmups())
                .warmupTime(TimeValue.milliseconds(iterations.warmupMilliseconds()))
                .measurementIterations(iterations.measured())
                .measurementTime(TimeValue.milliseconds(iterations.measuredMilliseconds()))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(false);
        parameters.forEach((name, values) -> options.param(name, values.toArray(String[]::new)));
        return options.build();
    }
}
