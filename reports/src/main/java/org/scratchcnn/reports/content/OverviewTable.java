package org.scratchcnn.reports.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.EngineResult;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/** Every task and engine in a line each: how well it learned, and how fast. */
final class OverviewTable {

    private OverviewTable() {}

    /** The table; empty if no task was run. */
    static Optional<Table> of(ComparisonRecord record, List<TaskResult> results, Bootstrap bootstrap) {
        if (results.isEmpty()) {
            return Optional.empty();
        }
        var notes = new ArrayList<String>();
        ObstacleTable.note(results).ifPresent(notes::add);
        notValidated(results).ifPresent(notes::add);
        notes.add("Training step: median [95 % interval].");
        notes.add("Speed-up: how many times as long the reference's training step takes [95 % interval]; above 1 is"
                + " faster than it.");
        IntervalNotes.ofStarts(results.stream().flatMap(TimingTable::steps)).ifPresent(notes::add);
        SteadinessTable.note(results).ifPresent(notes::add);
        notes.addAll(Provenance.of(
                record,
                results.stream()
                        .filter(result -> result.engines().stream().anyMatch(OverviewTable::isShown))
                        .map(TaskResult::data)));
        var rows = results.stream()
                .flatMap(result -> rows(result, new TimingTable(result, bootstrap), bootstrap))
                .toList();
        return Optional.of(new Table(
                        "Accuracy and time of every task and engine",
                        List.of(
                                Column.text("Task"),
                                Column.number("Batch"),
                                Column.text("Engine"),
                                Column.number("Test accuracy"),
                                Column.number("Epochs"),
                                Column.number("Training time"),
                                Column.number("Training step, ms"),
                                Column.number("Speed-up")),
                        rows,
                        notes)
                .withoutEmptyColumns());
    }

    private static Stream<List<String>> rows(TaskResult result, TimingTable timing, Bootstrap bootstrap) {
        return result.engines().stream().filter(OverviewTable::isShown).map(engine -> {
            var completed = engine.completed();
            return List.of(
                    result.caption(),
                    Numbers.count(result.batchSize()),
                    result.label(engine),
                    accuracy(engine),
                    completed.isEmpty() ? Numbers.NONE : AccuracyTable.epochs(completed),
                    AccuracyTable.trainingTime(engine.trained()),
                    ObstacleTable.cell(
                            engine.timings(Operation.STEP)
                                    .map(bootstrap::median)
                                    .map(Numbers::withInterval),
                            engine),
                    timing.speedUp(engine));
        });
    }

    private static String accuracy(EngineResult engine) {
        var completed = engine.completed();
        if (!completed.isEmpty()) {
            return AccuracyTable.accuracy(completed);
        }
        return engine.attempted().isEmpty() ? Numbers.NONE : ObstacleTable.FAILED;
    }

    private static Optional<String> notValidated(List<TaskResult> results) {
        var engines =
                results.stream().flatMap(result -> result.engines().stream()).toList();
        int completed =
                engines.stream().mapToInt(engine -> engine.completed().size()).sum();
        int trained =
                engines.stream().mapToInt(engine -> engine.trained().size()).sum();
        return completed == trained
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "Not validated: %d of %d trainings did not learn as the reference lets expect; accuracies count them, times don't.",
                        completed - trained,
                        completed));
    }

    /** Not what an engine can't express: that is no result of it. */
    private static boolean isShown(EngineResult engine) {
        return !engine.completed().isEmpty()
                || engine.timings(Operation.STEP).isPresent()
                || !engine.failed().isEmpty();
    }
}
