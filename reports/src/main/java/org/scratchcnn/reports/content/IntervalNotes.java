package org.scratchcnn.reports.content;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.scratchcnn.reports.result.KernelResult;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.statistics.SamplesByStart;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/** What a table says of intervals that hold no variation between process starts. */
public final class IntervalNotes {

    private IntervalNotes() {}

    /** For times of engines; empty if each was started several times. */
    public static Optional<String> ofStarts(Stream<SamplesByStart> behind) {
        return of(
                behind,
                "Each engine was started once, so variation between starts is not in the intervals.",
                "Where an engine was started once, variation between starts is not in its interval.");
    }

    /** For the training steps of tasks; empty if each engine was started several times. */
    public static Optional<String> ofSteps(List<TaskResult> results) {
        return ofStarts(results.stream()
                .flatMap(result -> result.engines().stream())
                .flatMap(engine -> engine.timings(Operation.STEP).stream()));
    }

    /** For microbenchmarks; empty if each had several forks. */
    static Optional<String> ofForks(List<KernelResult> kernels) {
        return of(
                kernels.stream()
                        .flatMap(kernel -> kernel.algorithms().stream())
                        .map(benchmark -> new SamplesByStart(benchmark.forks())),
                "Each benchmark had one fork, so variation between forks is not in the intervals.",
                "Where a benchmark had one fork, variation between forks is not in its interval.");
    }

    private static Optional<String> of(Stream<SamplesByStart> behind, String all, String some) {
        var starts = behind.mapToInt(samples -> samples.starts().size()).summaryStatistics();
        if (starts.getCount() == 0 || starts.getMin() > 1) {
            return Optional.empty();
        }
        return Optional.of(starts.getMax() == 1 ? all : some);
    }
}
