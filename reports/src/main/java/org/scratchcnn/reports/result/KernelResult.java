package org.scratchcnn.reports.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
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
        var kernels = new LinkedHashMap<String, SequencedMap<String, List<Microbenchmark>>>();
        record.microbenchmarks().stream()
                .filter(Publication::published)
                .forEach(timed -> kernels.computeIfAbsent(
                                String.format(
                                        Locale.ROOT,
                                        "%s, %s, %d, %d",
                                        timed.operation(),
                                        timed.workload(),
                                        timed.batchSize(),
                                        timed.threads()),
                                _ -> new LinkedHashMap<>())
                        .computeIfAbsent(timed.pass(), _ -> new ArrayList<>())
                        .add(timed));
        return kernels.values().stream()
                .flatMap(passes -> passes.values().stream())
                .map(algorithms -> {
                    var first = algorithms.getFirst();
                    return new KernelResult(
                            first.operation(),
                            first.workload(),
                            first.pass(),
                            first.batchSize(),
                            first.threads(),
                            algorithms);
                })
                .toList();
    }

    /** Milliseconds per operation, iteration by iteration and fork by fork. */
    public static SamplesByStart times(Microbenchmark benchmark) {
        return new SamplesByStart(benchmark.forks());
    }

    /** Billions of nominal operations a second, by the median. */
    public static double gigaflops(Microbenchmark benchmark) {
        return benchmark.nominalFlops() / times(benchmark).median() / 1e6;
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
                .map(plainest -> bootstrap.ratioOfMedians(times(plainest), times(benchmark)));
    }
}
