package org.scratchcnn.benchmarks.jmh;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.scratchcnn.engine.EngineFacts;
import org.scratchcnn.train.ScratchEngines;
import org.scratchcnn.worker.record.JvmFacts;
import org.scratchcnn.worker.record.Microbenchmark;
import org.scratchcnn.worker.record.Outcome;

/**
 * What JMH measured, as records have it. The operation is named by the benchmark's class, the pass by its method. The
 * parameters {@code algorithm}, {@code batchSize} and {@code threads} are what they say, and all others the workload.
 */
final class JmhRecords {

    private static final String SCRATCH = "scratch";
    private static final Set<String> BESIDE_THE_WORKLOAD = Set.of("algorithm", "batchSize", "threads");

    /** What JMH's garbage collection profiler calls the bytes that an operation allocates. */
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private JmhRecords() {}

    /**
     * One benchmark.
     *
     * @param forks that were completed
     */
    static Microbenchmark of(BenchmarkParams params, Collection<BenchmarkResult> forks, Outcome outcome) {
        // JMH forks from the JDK that runs this code.
        var jvm = JvmFacts.running();
        return new Microbenchmark(
                operation(params),
                workload(params),
                pass(params),
                algorithm(params),
                number(params, "batchSize"),
                number(params, "threads"),
                nominalFlops(params),
                forks.stream().map(JmhRecords::milliseconds).toList(),
                protocol(params),
                allocatedBytes(forks),
                new JvmFacts(jvm.version(), jvm.vm(), List.copyOf(params.getJvmArgs())),
                new EngineFacts(SCRATCH, new TreeMap<>(ScratchEngines.vectorFacts())),
                outcome);
    }

    /** For messages, for example {@code convolution cifar-cnn/3 32→64 3×3 @16×16, gradient by input, NAIVE}. */
    static String title(BenchmarkParams params) {
        return operation(params) + " " + workload(params) + ", " + pass(params) + ", " + algorithm(params);
    }

    private static List<Double> milliseconds(BenchmarkResult fork) {
        return fork.getIterationResults().stream()
                .map(iteration -> iteration.getPrimaryResult().getScore())
                .toList();
    }

    /** Of the median iteration. */
    private static @Nullable Double allocatedBytes(Collection<BenchmarkResult> forks) {
        var sorted = forks.stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .flatMap(iteration ->
                        Stream.ofNullable(iteration.getSecondaryResults().get(ALLOCATED)))
                .map(allocated -> allocated.getScore())
                .sorted()
                .toList();
        return sorted.isEmpty() ? null : sorted.get(sorted.size() / 2);
    }

    /** For example {@code matrix multiply}. */
    private static String operation(BenchmarkParams params) {
        return words(benchmarkClass(params).replace("Benchmark", ""));
    }

    /** For example {@code gradient by input}. */
    private static String pass(BenchmarkParams params) {
        return words(params.getBenchmark().substring(params.getBenchmark().lastIndexOf('.') + 1));
    }

    private static String words(String camelCase) {
        return camelCase.replaceAll("(?<=.)(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    private static String benchmarkClass(BenchmarkParams params) {
        var names = params.getBenchmark().split("\\.");
        return names[names.length - 2];
    }

    private static String workload(BenchmarkParams params) {
        var layer = params.getParam("layer");
        return layer != null
                ? layer + " " + ConvolutionBenchmark.shape(layer)
                : params.getParamsKeys().stream()
                        .filter(name -> !BESIDE_THE_WORKLOAD.contains(name))
                        .map(params::getParam)
                        .collect(Collectors.joining(", "));
    }

    private static String algorithm(BenchmarkParams params) {
        var algorithm = params.getParam("algorithm");
        return algorithm == null ? SCRATCH : algorithm;
    }

    private static int number(BenchmarkParams params, String name) {
        var number = params.getParam(name);
        return number == null ? 1 : Integer.parseInt(number);
    }

    /** Of one operation; 0 where nobody counts them. */
    private static long nominalFlops(BenchmarkParams params) {
        int batchSize = number(params, "batchSize");
        return switch (benchmarkClass(params)) {
            case "ConvolutionBenchmark" ->
                ConvolutionBenchmark.shape(params.getParam("layer")).nominalFlops(batchSize);
            case "MatrixMultiplyBenchmark" -> MatrixMultiplyBenchmark.flops(params.getParam("matrices"));
            case "NetworkBenchmark" -> NetworkBenchmark.flops(params.getParam("task"), pass(params), batchSize);
            default -> 0;
        };
    }

    private static String protocol(BenchmarkParams params) {
        var warmup = params.getWarmup();
        var measured = params.getMeasurement();
        return String.format(
                Locale.ROOT,
                "JMH %s, average time; forks: %d, one after the other; iterations: %d × %s warm-up, %d × %s measured",
                params.getJmhVersion(),
                params.getForks(),
                warmup.getCount(),
                warmup.getTime(),
                measured.getCount(),
                measured.getTime());
    }
}
