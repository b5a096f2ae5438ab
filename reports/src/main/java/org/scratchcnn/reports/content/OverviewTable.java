package org.scratchcnn.reports.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.EngineResult;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.EngineRun;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/** Every task and engine in a line each: how well it learned, and how fast. */
final class OverviewTable {

    private OverviewTable() {}

    /** The table; empty if no task was run. */
    static Optional<Table> of(List<TaskResult> results, Bootstrap bootstrap) {
        if (results.isEmpty()) {
            return Optional.empty();
        }
        var notes = new ArrayList<String>();
        notes.add("Step: median of a training step [95 % interval]. Speed-up: over the step of the reference.");
        IntervalNotes.ofSteps(results).ifPresent(notes::add);
        return Optional.of(new Table(
                        "Accuracy and time of every task and engine",
                        Column.list("Task | Engine | Accuracy: | Epochs: | Training: | Step, ms: | Speed-up:"),
                        results.stream()
                                .flatMap(result -> rows(result, new TimingTable(result, bootstrap), bootstrap))
                                .toList(),
                        notes)
                .withoutEmptyColumns());
    }

    private static Stream<List<String>> rows(TaskResult result, TimingTable timing, Bootstrap bootstrap) {
        return result.engines().stream().filter(OverviewTable::isShown).map(engine -> {
            var completed = engine.completed();
            return List.of(
                    result.batchCaption(),
                    result.label(engine),
                    accuracy(engine),
                    completed.isEmpty() ? Numbers.NONE : AccuracyTable.epochs(completed),
                    trainingTime(engine),
                    ObstacleTable.cell(
                            engine.timings(Operation.STEP)
                                    .map(bootstrap::median)
                                    .map(Numbers::withInterval),
                            engine),
                    timing.speedUp(engine));
        });
    }

    /** The mean; how far seeds lie apart, the task's own table says. */
    private static String trainingTime(EngineResult engine) {
        return engine.trained().stream().mapToDouble(EngineRun::trainingSeconds).average().stream()
                .mapToObj(mean -> Numbers.significant(mean) + " s")
                .findFirst()
                .orElse(Numbers.NONE);
    }

    private static String accuracy(EngineResult engine) {
        var completed = engine.completed();
        if (!completed.isEmpty()) {
            return AccuracyTable.accuracy(completed);
        }
        return engine.attempted().isEmpty() ? Numbers.NONE : ObstacleTable.FAILED;
    }

    /** Not what an engine can't express: that is no result of it. */
    private static boolean isShown(EngineResult engine) {
        return !engine.completed().isEmpty()
                || engine.timings(Operation.STEP).isPresent()
                || !engine.failed().isEmpty();
    }
}
