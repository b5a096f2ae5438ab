package org.scratchcnn.benchmarks.jmh;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What JMH runs: which benchmarks it includes, with which parameters where not with their own, and for how long. */
public enum MicrobenchmarkSet {
    /** The naive loops against im2col and the direct kernels: 18 benchmarks within a minute. */
    CONVOLUTIONS(
            "ConvolutionBenchmark",
            Map.of("layer", List.of("fashion-cnn/3", "cifar-cnn/3"), "algorithm", List.of("NAIVE", "IM2COL", "DIRECT")),
            1,
            5,
            300,
            4),
    /** All benchmarks, for figures to quote. */
    KERNELS(".*", Map.of(), 3, 4, 150, 5),
    /** All benchmarks on few of their workloads, to see that they work; the figures are not to be quoted. */
    SMOKE(
            ".*",
            Map.of(
                    "layer", List.of("fashion-cnn/0"),
                    "matrices", List.of("64x288x256"),
                    "classes", List.of("10"),
                    "network", List.of("fashion-cnn")),
            1,
            1,
            100,
            1);

    private final String include;
    private final Map<String, List<String>> parameters;
    private final Options options;

    MicrobenchmarkSet(
            String include,
            Map<String, List<String>> parameters,
            int forks,
            int warmups,
            int warmupMilliseconds,
            int measurements) {
        this.include = include;
        this.parameters = parameters;
        this.options = new OptionsBuilder()
                .forks(forks)
                .warmupIterations(warmups)
                .warmupTime(TimeValue.milliseconds(warmupMilliseconds))
                .measurementIterations(measurements)
                .measurementTime(TimeValue.milliseconds(100))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .build();
    }

    /** As users type it, for example {@code convolutions}. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The set of that name, if there is one. */
    public static Optional<MicrobenchmarkSet> named(String title) {
        return Arrays.stream(values()).filter(set -> set.title().equals(title)).findFirst();
    }

    /** How JMH runs each benchmark. */
    public Options options() {
        return options;
    }

    /** The benchmarks, one for each combination of parameters. */
    public List<JmhBenchmark> benchmarks() {
        var silent = OutputFormatFactory.createFormatInstance(
                new PrintStream(PrintStream.nullOutputStream()), VerboseMode.SILENT);
        return BenchmarkList.defaultList().find(silent, List.of(include), List.of()).stream()
                .flatMap(entry -> combinations(entry.getParams().orElse(Map.of())).stream()
                        .map(values -> new JmhBenchmark(entry.getUsername(), values)))
                .toList();
    }

    private List<Map<String, String>> combinations(Map<String, String[]> own) {
        List<Map<String, String>> combinations = List.of(Map.of());
        for (var parameter : own.entrySet()) {
            var name = parameter.getKey();
            var values = parameters.getOrDefault(name, List.of(parameter.getValue()));
            combinations = combinations.stream()
                    .flatMap(others -> values.stream().map(value -> {
                        Map<String, String> more = new TreeMap<>(others);
                        more.put(name, value);
                        return more;
                    }))
                    .toList();
        }
        return combinations;
    }
}
