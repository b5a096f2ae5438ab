package org.scratchcnn.benchmarks.gate.result;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import org.openjdk.jmh.util.Version;
import org.scratchcnn.reports.statistics.MeanEstimate;
import org.scratchcnn.worker.record.RecordJson;

/**
 * One revision's times in JMH's own JSON form (as {@code -rf json} writes it), for dashboards and actions that read it.
 * A score is the mean of the forks' times, its error half of the 95 % interval over forks (JMH's own: 99.9 %, over
 * iterations); with one fork there is none, and both are {@code "NaN"}, as JMH writes it. JMH names its forks' program
 * with its folder; here it has none, since that is nothing that another machine could use.
 */
public final class JmhJson {

    private static final List<Double> PERCENTILES =
            List.of(0.0, 50.0, 90.0, 95.0, 99.0, 99.9, 99.99, 99.999, 99.9999, 100.0);

    private JmhJson() {}

    private record Result(
            String jmhVersion,
            String benchmark,
            String mode,
            int threads,
            int forks,
            String jvm,
            List<String> jvmArgs,
            String jdkVersion,
            String vmName,
            String vmVersion,
            int warmupIterations,
            String warmupTime,
            int warmupBatchSize,
            int measurementIterations,
            String measurementTime,
            int measurementBatchSize,
            Metric primaryMetric,
            Map<String, Metric> secondaryMetrics) {}

    private record Metric(
            double score,
            double scoreError,
            List<Double> scoreConfidence,
            SequencedMap<String, Double> scorePercentiles,
            String scoreUnit,
            List<List<Double>> rawData) {}

    /** The base's times. */
    public static String ofBase(GateResult result) {
        return write(result, BenchmarkResult::base);
    }

    /** The head's times. */
    public static String ofHead(GateResult result) {
        return write(result, BenchmarkResult::head);
    }

    private static String write(GateResult result, Function<BenchmarkResult, List<ForkResult>> revision) {
        return RecordJson.writeIndented(result.benchmarks().stream()
                .filter(benchmark -> !revision.apply(benchmark).isEmpty())
                .map(benchmark -> result(result, benchmark.finding().benchmark(), revision.apply(benchmark)))
                .toList());
    }

    private static Result result(GateResult result, String benchmark, List<ForkResult> forks) {
        return new Result(
                Version.getPlainVersion(),
                "org.scratchcnn.benchmarks.gate." + benchmark,
                "avgt",
                // JMH's threads run the benchmark; those of the library are its own affair.
                1,
                forks.size(),
                "java",
                result.forkFlags(),
                // As the system property java.version has it: without the number of the build.
                result.jvm().version().replaceFirst("\\+.*", ""),
                result.jvm().vm(),
                result.jvm().version(),
                1,
                result.plan().warmupMilliseconds() + " ms",
                1,
                result.plan().blocks(),
                result.plan().blockMilliseconds() + " ms",
                1,
                metric(
                        "ms/op",
                        forks.stream().map(ForkResult::blockMilliseconds).toList(),
                        forks.stream().mapToDouble(ForkResult::milliseconds).toArray()),
                Map.of(
                        "gc.alloc.rate.norm",
                        metric(
                                "B/op",
                                forks.stream()
                                        .map(ForkResult::blockAllocatedBytes)
                                        .toList(),
                                forks.stream()
                                        .mapToDouble(ForkResult::meanAllocatedBytes)
                                        .toArray())));
    }

    private static Metric metric(String unit, List<List<Double>> rawData, double[] forks) {
        var mean = MeanEstimate.of(forks);
        var sorted = rawData.stream().flatMap(List::stream).sorted().toList();
        var percentiles = new LinkedHashMap<String, Double>();
        for (double percentile : PERCENTILES) {
            int index = (int) Math.ceil(percentile / 100 * sorted.size()) - 1;
            percentiles.put(Double.toString(percentile), sorted.get(Math.max(0, index)));
        }
        var interval = mean.interval();
        return new Metric(
                mean.value(),
                interval == null ? Double.NaN : (interval.upper() - interval.lower()) / 2,
                interval == null ? List.of(Double.NaN, Double.NaN) : List.of(interval.lower(), interval.upper()),
                Collections.unmodifiableSequencedMap(percentiles),
                unit,
                rawData);
    }
}
