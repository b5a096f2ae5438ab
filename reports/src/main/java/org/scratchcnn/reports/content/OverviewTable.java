package org.scratchcnn.reports.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
                                .flatMap(result -> result.engines().stream()
                                        .filter(EngineResult::hasResult)
                                        .map(engine -> row(result, engine, bootstrap)))
                                .toList(),
                        notes)
                .withoutEmptyColumns());
    }

    private static List<String> row(TaskResult result, EngineResult engine, Bootstrap bootstrap) {
        var completed = engine.completed();
        // The mean; how far seeds lie apart, the task's own table says.
        var seconds = engine.trained().stream()
                .mapToDouble(EngineRun::trainingSeconds)
                .average();
        var step = engine.timings(Operation.STEP).map(bootstrap::median).map(Numbers::withInterval);
        return List.of(
                result.batchCaption(),
                result.label(engine),
                !completed.isEmpty()
                        ? AccuracyTable.accuracy(completed)
                        : engine.attempted().isEmpty() ? Numbers.NONE : ObstacleTable.FAILED,
                completed.isEmpty() ? Numbers.NONE : AccuracyTable.epochs(completed),
                seconds.isPresent() ? Numbers.significant(seconds.getAsDouble()) + " s" : Numbers.NONE,
                ObstacleTable.cell(step, engine),
                TimingTable.speedUp(result, engine, bootstrap));
    }
}
