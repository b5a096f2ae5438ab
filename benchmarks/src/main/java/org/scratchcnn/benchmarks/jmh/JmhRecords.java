package org.scratchcnn.benchmarks.jmh;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.scratchcnn.engine.EngineFacts;
import org.scratchcnn.train.ScratchEngines;
import org.scratchcnn.worker.RunningJvm;
import org.scratchcnn.worker.record.JvmFacts;
import org.scratchcnn.worker.record.Microbenchmark;
import org.scratchcnn.worker.record.Outcome;

/**
 * What JMH measured, as records have it. The operation is named by the benchmark's class, the pass by its method. The
 * parameters {@code algorithm}, {@code batchSize} and {@code threads} are what they say, and all others the workload.
 */
final class JmhRecords {

    /** The engine that all benchmarks belong to. */
    private static final String SCRATCH = "scratch";

    private static final Set<String> BESIDE_THE_WORKLOAD = Set.of("algorithm", "batchSize", "threads");

    /** What JMH's garbage collection profiler calls the bytes that an operation allocates. */
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private JmhRecords() {}

    static Microbenchmark completed(RunResult result) {
        return of(
                result.getParams(),
                result.getBenchmarkResults().stream()
                        .map(JmhRecords::milliseconds)
                        .toList(),
                result.getBenchmarkResults().stream()
                        .map(JmhRecords::allocatedBytes)
                        .toList(),
                new Outcome.Completed());
    }

    /** A benchmark of which a fork failed. */
    static Microbenchmark failed(BenchmarkParams params, String why) {
        return of(params, List.of(), List.of(), new Outcome.Failed(why));
    }

    /** For messages, for example {@code convolution cifar-cnn/3 32→64 3×3 @16×16, gradient by input, NAIVE}. */
    static String title(BenchmarkParams params) {
        return operation(params) + " " + workload(params) + ", " + pass(params) + ", " + algorithm(params);
    }

    private static Microbenchmark of(
            BenchmarkParams params, List<List<Double>> forks, List<List<Double>> allocatedBytes, Outcome outcome) {
        // JMH forks from the JDK that runs this code.
        var running = RunningJvm.facts();
        return new Microbenchmark(
                operation(params),
                workload(params),
                pass(params),
                algorithm(params),
                number(params, "batchSize"),
                number(params, "threads"),
                nominalFlops(params),
                forks,
                protocol(params),
                allocatedBytes.isEmpty() ? null : allocatedBytes,
                new JvmFacts(running.version(), running.vm(), List.copyOf(params.getJvmArgs())),
                new EngineFacts(SCRATCH, new TreeMap<>(ScratchEngines.vectorFacts())),
                outcome);
    }

    private static List<Double> milliseconds(BenchmarkResult fork) {
        return fork.getIterationResults().stream()
                .map(iteration -> iteration.getPrimaryResult().getScore())
                .toList();
    }

    private static List<Double> allocatedBytes(BenchmarkResult fork) {
        return fork.getIterationResults().stream()
                .flatMap(iteration ->
                        Stream.ofNullable(iteration.getSecondaryResults().get(ALLOCATED)))
                .map(allocated -> allocated.getScore())
                .toList();
    }

    /** For example {@code matrix multiply}. */
    private static String operation(BenchmarkParams params) {
        return words(benchmarkClass(params).replace("Benchmark", ""));
    }

    /** For example {@code gradient by input}. */
    private static String pass(BenchmarkParams params) {
        return words(params.getBenchmark().substring(params.getBenchmark().lastIndexOf('.') + 1));
    }

    private static String benchmarkClass(BenchmarkParams params) {
        var names = params.getBenchmark().split("\\.");
        return names[names.length - 2];
    }

    private static String words(String camelCase) {
        return camelCase.replaceAll("(?<=.)(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    private static String workload(BenchmarkParams params) {
        var workload = params.getParamsKeys().stream()
                .filter(name -> !BESIDE_THE_WORKLOAD.contains(name))
                .map(params::getParam)
                .collect(Collectors.joining(", "));
        return benchmarkClass(params).equals(ConvolutionBenchmark.class.getSimpleName())
                ? workload + " " + ConvolutionBenchmark.shape(workload)
                : workload;
    }

    private static String algorithm(BenchmarkParams params) {
        var algorithm = params.getParam("algorithm");
        return algorithm == null ? SCRATCH : algorithm;
    }

    /** 1 where the benchmark has no such parameter. */
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
            case "NetworkBenchmark" -> NetworkBenchmark.flops(params.getParam("network"), pass(params), batchSize);
            default -> 0;
        };
    }

    private static String protocol(BenchmarkParams params) {
        var warmup = params.getWarmup();
        var measurement = params.getMeasurement();
        return String.format(
                Locale.ROOT,
                "JMH %s, average time, %d fork%s one after the other, %d × %s warm-up, %d × %s measured",
                params.getJmhVersion(),
                params.getForks(),
                params.getForks() == 1 ? "" : "s",
                warmup.getCount(),
                warmup.getTime(),
                measurement.getCount(),
                measurement.getTime());
    }
}
