package org.scratchcnn.reports.content;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.statistics.SamplesByStart;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/** What a table says of intervals that hold no variation between process starts. */
public final class IntervalNotes {

    private IntervalNotes() {}

    /** Empty if everything was measured in several processes. */
    public static Optional<String> ofStarts(Stream<SamplesByStart> behind) {
        return behind.anyMatch(samples -> samples.starts().size() == 1)
                ? Optional.of(
                        "Where there was one process start, the interval does not hold the variation between starts.")
                : Optional.empty();
    }

    /** The same for the training steps of tasks. */
    public static Optional<String> ofSteps(List<TaskResult> results) {
        return ofStarts(results.stream()
                .flatMap(result -> result.engines().stream())
                .flatMap(engine -> engine.timings(Operation.STEP).stream()));
    }
}
