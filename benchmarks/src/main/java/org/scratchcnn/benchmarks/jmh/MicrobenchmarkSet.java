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

/** Named selections of benchmarks: which JMH includes, parameters that are not the benchmarks' own, forks and times. */
public enum MicrobenchmarkSet {
    /** The naive loops against im2col and the direct kernels: 36 benchmarks, of which each takes about 1.4 s. */
    CONVOLUTIONS(
            ConvolutionBenchmark.class.getSimpleName(),
            Map.of(
                    "layer", List.of("fashion-cnn/0", "fashion-cnn/3", "cifar-cnn/0", "cifar-cnn/3"),
                    "algorithm", List.of("NAIVE", "IM2COL", "DIRECT")),
            1,
            new Times(3, 150, 4, 75)),
    /** All benchmarks, for figures to quote. */
    KERNELS(".*", Map.of(), 3, new Times(4, 150, 5, 100)),
    /** All benchmarks on few of their workloads, to see that they work; the figures are not to be quoted. */
    SMOKE(
            ".*",
            Map.of(
                    "layer", List.of("fashion-cnn/0"),
                    "matrices", List.of("64x288x256"),
                    "classes", List.of("10"),
                    "network", List.of("fashion-cnn")),
            1,
            new Times(1, 100, 1, 100));

    private static final int JVM_START_MILLISECONDS = 600;

    private final String include;
    private final Map<String, List<String>> parameters;
    private final int forks;
    private final Times times;

    /** Iterations of each fork, and how long each is. */
    private record Times(int warmups, int warmupMilliseconds, int measured, int measuredMilliseconds) {

        int milliseconds() {
            return warmups * warmupMilliseconds + measured * measuredMilliseconds;
        }
    }

    MicrobenchmarkSet(String include, Map<String, List<String>> parameters, int forks, Times times) {
        this.include = include;
        this.parameters = parameters;
        this.forks = forks;
        this.times = times;
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
        long forksOfAll = (long) forks * MicrobenchmarkRun.count(options(1));
        return forksOfAll * (JVM_START_MILLISECONDS + times.milliseconds()) / 1_000;
    }

    /**
     * What JMH's runner is given.
     *
     * @param threads that compute a network
     */
    Options options(int threads) {
        var options = new OptionsBuilder()
                .include(include)
                .param("threads", Integer.toString(threads))
                .forks(forks)
                .warmupIterations(times.warmups())
                .warmupTime(TimeValue.milliseconds(times.warmupMilliseconds()))
                .measurementIterations(times.measured())
                .measurementTime(TimeValue.milliseconds(times.measuredMilliseconds()))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(false);
        parameters.forEach((name, values) -> options.param(name, values.toArray(String[]::new)));
        return options.build();
    }
}
