package org.scratchcnn.reports.result;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.reports.statistics.Estimate;
import org.scratchcnn.reports.statistics.SamplesByStart;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.Microbenchmark;

/**
 * All algorithms' microbenchmarks of one pass of one workload.
 *
 * @param algorithms in the record's order
 */
public record KernelResult(
        String operation, String workload, String pass, int batchSize, int threads, List<Microbenchmark> algorithms) {

    /** What records call a convolution. */
    public static final String CONVOLUTION = "convolution";

    /** The convolution algorithm that the others' speed-ups are over. */
    public static final String BASELINE = "NAIVE";

    /** The plainest algorithm of each operation that has several. */
    private static final Set<String> BASELINES = Set.of(BASELINE, "THREE_LOOPS", "TEXTBOOK", "scratch-naive");

    public KernelResult {
        algorithms = List.copyOf(algorithms);
    }

    /** The record's microbenchmarks that may be published, by workload in the record's order, then by pass. */
    public static List<KernelResult> of(ComparisonRecord record) {
        record Workload(String operation, String workload, int batchSize, int threads) {}
        record Kernel(Workload workload, String pass) {}
        var kernels = record.microbenchmarks().stream()
                .filter(Publication::published)
                .collect(Collectors.groupingBy(
                        timed -> new Kernel(
                                new Workload(timed.operation(), timed.workload(), timed.batchSize(), timed.threads()),
                                timed.pass()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        var workloads =
                kernels.keySet().stream().map(Kernel::workload).distinct().toList();
        return kernels.entrySet().stream()
                .sorted(Comparator.comparingInt(
                        kernel -> workloads.indexOf(kernel.getKey().workload())))
                .map(kernel -> {
                    var on = kernel.getKey().workload();
                    return new KernelResult(
                            on.operation(),
                            on.workload(),
                            kernel.getKey().pass(),
                            on.batchSize(),
                            on.threads(),
                            kernel.getValue());
                })
                .toList();
    }

    /** Mean milliseconds per operation, with the interval over forks, then iterations. */
    public static Estimate milliseconds(Microbenchmark benchmark, Bootstrap bootstrap) {
        return bootstrap.mean(new SamplesByStart(benchmark.forks()));
    }

    /** Billions of nominal operations a second, on average. */
    public static double gigaflops(Microbenchmark benchmark, Bootstrap bootstrap) {
        return benchmark.nominalFlops() / milliseconds(benchmark, bootstrap).value() / 1e6;
    }

    /** The microbenchmark of that algorithm, if it was measured. */
    public Optional<Microbenchmark> algorithm(String name) {
        return algorithms.stream()
                .filter(benchmark -> benchmark.algorithm().equals(name))
                .findFirst();
    }

    /** The algorithm that the others' speed-ups are over, if it was measured. */
    public Optional<String> baseline() {
        return algorithms.stream()
                .map(Microbenchmark::algorithm)
                .filter(BASELINES::contains)
                .findFirst();
    }

    /** How many times as fast as the baseline; empty for the baseline itself, and if it was not measured. */
    public Optional<Estimate> speedUp(Microbenchmark benchmark, Bootstrap bootstrap) {
        return baseline()
                .filter(name -> !name.equals(benchmark.algorithm()))
                .flatMap(this::algorithm)
                .map(plainest -> bootstrap.ratioOfMeans(
                        new SamplesByStart(plainest.forks()), new SamplesByStart(benchmark.forks())));
    }
}
