package org.scratchcnn.reports.result;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.reports.statistics.Estimate;
import org.scratchcnn.reports.statistics.SamplesByStart;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.Microbenchmark;
import org.scratchcnn.worker.record.Microbenchmark.Pass;

/**
 * All algorithms' microbenchmarks of one pass of one workload.
 *
 * @param algorithms the baseline first, then the library's others, each in plain Java before it has vectors, and foreign
 *     engines by name
 */
public record KernelResult(
        String operation, String workload, String pass, int batchSize, int threads, List<Microbenchmark> algorithms) {

    /** The convolution algorithm that the others' speed-ups are over. */
    public static final String BASELINE = "NAIVE";

    /** What records call a convolution. */
    public static final String CONVOLUTION = "conv2d";

    /** One algorithm of each operation that has several: the plainest. */
    private static final List<String> BASELINES = List.of(BASELINE, "THREE_LOOPS", "TEXTBOOK", "scratch-naive");

    private static final List<String> ORDER = Stream.concat(
                    BASELINES.stream(),
                    Stream.of(
                            "IM2COL_SCALAR",
                            "IM2COL",
                            "DIRECT_SCALAR",
                            "DIRECT",
                            "WINOGRAD",
                            "BLOCKED",
                            "VECTOR",
                            "LANES_SCALAR",
                            "LANES",
                            "SGD",
                            "MOMENTUM",
                            "ADAM",
                            "scratch-im2col",
                            "scratch-direct",
                            "scratch"))
            .toList();
    private static final List<String> PASSES =
            Arrays.stream(Pass.values()).map(Pass::title).toList();

    public KernelResult {
        algorithms = algorithms.stream()
                .sorted(Comparator.comparingInt((Microbenchmark benchmark) -> rank(ORDER, benchmark.algorithm()))
                        .thenComparing(Microbenchmark::algorithm))
                .toList();
    }

    private static int rank(List<String> known, String name) {
        int rank = known.indexOf(name);
        return rank < 0 ? known.size() : rank;
    }

    /** The record's microbenchmarks that may be published, by workload in the record's order, then by pass. */
    public static List<KernelResult> of(ComparisonRecord record) {
        record Key(String operation, String workload, String pass, int batchSize, int threads) {}
        record Workload(String operation, String workload) {}
        var workloads = record.microbenchmarks().stream()
                .map(benchmark -> new Workload(benchmark.operation(), benchmark.workload()))
                .distinct()
                .toList();
        return record.microbenchmarks().stream()
                .filter(Publication::published)
                .collect(Collectors.groupingBy(
                        benchmark -> new Key(
                                benchmark.operation(),
                                benchmark.workload(),
                                benchmark.pass(),
                                benchmark.batchSize(),
                                benchmark.threads()),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .entrySet()
                .stream()
                .map(entry -> {
                    var key = entry.getKey();
                    return new KernelResult(
                            key.operation(),
                            key.workload(),
                            key.pass(),
                            key.batchSize(),
                            key.threads(),
                            entry.getValue());
                })
                .sorted(Comparator.comparingInt((KernelResult kernel) ->
                                workloads.indexOf(new Workload(kernel.operation(), kernel.workload())))
                        .thenComparingInt(KernelResult::batchSize)
                        .thenComparingInt(KernelResult::threads)
                        .thenComparingInt(kernel -> rank(PASSES, kernel.pass())))
                .toList();
    }

    /** Mean milliseconds per operation, with the interval over forks, then iterations. */
    public static Estimate milliseconds(Microbenchmark benchmark, Bootstrap bootstrap) {
        return bootstrap.mean(new SamplesByStart(benchmark.forks()));
    }

    /** The algorithm that the others' speed-ups are over, if it was measured. */
    public Optional<String> baseline() {
        return algorithms.stream()
                .map(Microbenchmark::algorithm)
                .filter(BASELINES::contains)
                .findFirst();
    }

    /** How many times as fast as the baseline; empty if the baseline was not measured. */
    public Optional<Estimate> speedUp(Microbenchmark benchmark, Bootstrap bootstrap) {
        return baseline().flatMap(over -> speedUp(benchmark, over, bootstrap));
    }

    /** How many times as fast as that algorithm; empty if that was not measured. */
    public Optional<Estimate> speedUp(Microbenchmark benchmark, String over, Bootstrap bootstrap) {
        return algorithms.stream()
                .filter(other -> other.algorithm().equals(over))
                .findFirst()
                .map(other -> bootstrap.ratioOfMeans(
                        new SamplesByStart(other.forks()), new SamplesByStart(benchmark.forks())));
    }
}
