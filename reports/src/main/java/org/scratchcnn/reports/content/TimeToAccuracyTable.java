package org.scratchcnn.reports.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.scratchcnn.engine.EpochResult;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.Publication;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.EngineRun;
import org.scratchcnn.worker.record.PlannedRun;

/** How many epochs and seconds each engine took to the accuracy at which training was to stop. */
final class TimeToAccuracyTable {

    private TimeToAccuracyTable() {}

    /** The table; empty if the task was trained for a number of epochs instead. */
    static Optional<Table> of(ComparisonRecord record, TaskResult result) {
        return record.plan().runs().stream()
                .filter(planned -> planned.task().withSeed(1).equals(result.task()))
                .map(PlannedRun::target)
                .filter(Objects::nonNull)
                .findFirst()
                .map(target -> table(result, target));
    }

    private static Table table(TaskResult result, double target) {
        var rows = new ArrayList<List<String>>();
        for (var engine : result.engines()) {
            var runs = engine.attempted();
            var reached = runs.stream()
                    .filter(run -> Publication.published(run)
                            && run.epochs().stream().anyMatch(epoch -> epoch.reaches(target)))
                    .toList();
            if (!runs.isEmpty()) {
                rows.add(row(
                        result.label(engine),
                        reached.size() == runs.size() ? reached : List.of(),
                        "",
                        String.format(Locale.ROOT, "%d of %d runs got there", reached.size(), runs.size())));
            }
            for (var run : runs) {
                var why = Publication.obstacle(run).map(obstacle -> "not published: " + obstacle);
                rows.add(row(
                        "· seed " + run.seed(),
                        reached.contains(run) ? List.of(run) : List.of(),
                        why.isPresent() ? "" : best(run),
                        why.orElseGet(() -> reached.contains(run)
                                ? ""
                                : "did not get there in %s epochs"
                                        .formatted(run.epochs().size()))));
            }
        }
        return new Table(
                "%s: epochs and seconds to an accuracy of %s %% on the %s samples"
                        .formatted(result.caption(), Numbers.plain(100 * target), result.evaluatedOn()),
                Column.list("Engine | Epochs: | Compute, s: | End to end, s: | Best accuracy: | Result"),
                rows,
                List.of(
                        "Several seeds: mean ± standard deviation, if all runs got there. Compute: within training steps."
                                + " End to end: from the first batch to the last update; evaluation is off both clocks."));
    }

    private static String best(EngineRun run) {
        return Numbers.percent(
                run.epochs().stream()
                        .mapToDouble(epoch -> epoch.evaluation().accuracy())
                        .max()
                        .orElse(0),
                2);
    }

    private static List<String> row(String name, List<EngineRun> runs, String accuracy, String words) {
        return List.of(
                name,
                cell(runs, run -> run.epochs().size()),
                cell(
                        runs,
                        run -> run.epochs().stream()
                                .mapToDouble(EpochResult::stepSeconds)
                                .sum()),
                cell(runs, EngineRun::trainingSeconds),
                accuracy,
                words);
    }

    private static String cell(List<EngineRun> runs, ToDoubleFunction<EngineRun> figure) {
        return runs.isEmpty()
                ? Numbers.NONE
                : Numbers.withDeviation(runs.stream().mapToDouble(figure).toArray());
    }
}
