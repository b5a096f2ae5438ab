package org.scratchcnn.benchmarks.jmh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.scratchcnn.engine.EngineFacts;
import org.scratchcnn.train.ScratchEngines;
import org.scratchcnn.worker.EngineNames;
import org.scratchcnn.worker.record.JvmFacts;
import org.scratchcnn.worker.record.Microbenchmark;
import org.scratchcnn.worker.record.Outcome;

/**
 * One benchmark with its parameters, run by JMH and recorded. The operation is named by the benchmark's class, the pass
 * by its method. The parameters {@code algorithm} and {@code batchSize} are what they say, the other one is the workload.
 * All run on one thread.
 *
 * @param name of the method, with its class and package
 */
public record JmhBenchmark(String name, Map<String, String> parameters) {

    /** What JMH's garbage collection profiler calls the bytes that an operation allocates. */
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    /**
     * Runs all forks.
     *
     * @param options of the set
     * @param log gets what JMH and its forks print
     * @return with a failure as its outcome if a fork failed
     * @throws IOException if the log can't be written
     */
    public Microbenchmark run(Options options, Path log) throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        // Its lock is one file for all users of the machine, which only one of them can open.
        System.setProperty("jmh.ignoreLock", "true");
        var builder = new OptionsBuilder()
                .parent(options)
                .include("^" + Pattern.quote(name) + "$")
                .output(log.toString());
        parameters.forEach(builder::param);
        try {
            var result = new Runner(builder.build()).runSingle();
            var params = result.getParams();
            var protocol = String.format(
                    Locale.ROOT,
                    "JMH %s, average time; forks: %d, one after the other; iterations: %d × %s warm-up, %d × %s measured",
                    params.getJmhVersion(),
                    params.getForks(),
                    params.getWarmup().getCount(),
                    params.getWarmup().getTime(),
                    params.getMeasurement().getCount(),
                    params.getMeasurement().getTime());
            var forks = result.getBenchmarkResults().stream()
                    .map(fork -> fork.getIterationResults().stream()
                            .map(iteration -> iteration.getPrimaryResult().getScore())
                            .toList())
                    .toList();
            var allocated = result.getSecondaryResults().get(ALLOCATED);
            Double bytes = allocated == null ? null : allocated.getStatistics().getPercentile(50);
            return record(forks, bytes, protocol, List.copyOf(params.getJvmArgs()), new Outcome.Completed());
        } catch (RunnerException _) {
            return record(List.of(), null, "JMH", List.of(), new Outcome.Failed("a fork failed; see " + log));
        }
    }

    private Microbenchmark record(
            List<List<Double>> forks, @Nullable Double bytes, String protocol, List<String> flags, Outcome outcome) {
        int batchSize = Integer.parseInt(parameters.getOrDefault("batchSize", "1"));
        // JMH forks from the JDK that runs this code.
        var jvm = JvmFacts.running();
        return new Microbenchmark(
                words(benchmarkClass().replace("Benchmark", "")),
                workload(),
                words(name.substring(name.lastIndexOf('.') + 1)),
                parameters.getOrDefault("algorithm", EngineNames.SCRATCH),
                batchSize,
                1,
                nominalFlops(batchSize),
                forks,
                protocol,
                bytes,
                new JvmFacts(jvm.version(), jvm.vm(), flags),
                new EngineFacts(EngineNames.SCRATCH, new TreeMap<>(ScratchEngines.vectorFacts())),
                outcome);
    }

    private String benchmarkClass() {
        var names = name.split("\\.");
        return names[names.length - 2];
    }

    /** For example {@code gradient by input}. */
    private static String words(String camelCase) {
        return camelCase.replaceAll("(?<=.)(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    private String workload() {
        return Optional.ofNullable(parameters.get("layer"))
                .map(layer -> layer + " " + ConvolutionBenchmark.shape(layer))
                .orElseGet(() -> Stream.of("matrices", "network", "kind", "classes")
                        .flatMap(parameter -> Stream.ofNullable(parameters.get(parameter)))
                        .collect(Collectors.joining(", ")));
    }

    /** Of one operation; 0 where nobody counts them. */
    private long nominalFlops(int batchSize) {
        return switch (benchmarkClass()) {
            case "ConvolutionBenchmark" ->
                ConvolutionBenchmark.shape(parameter("layer")).nominalFlops(batchSize);
            case "MatrixMultiplyBenchmark" -> MatrixMultiplyBenchmark.flops(parameter("matrices"));
            default -> 0;
        };
    }

    private String parameter(String parameter) {
        return parameters.getOrDefault(parameter, "");
    }
}
