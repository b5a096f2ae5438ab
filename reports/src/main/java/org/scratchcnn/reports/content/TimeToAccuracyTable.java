package org.scratchcnn.reports.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
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
        var target = target(record, result);
        if (target.isEmpty()) {
            return Optional.empty();
        }
        var rows = new ArrayList<List<String>>();
        for (var engine : result.engines()) {
            var runs = engine.attempted();
            if (runs.isEmpty()) {
                continue;
            }
            var reached = runs.stream()
                    .filter(run -> Publication.published(run)
                            && reaching(run, target.getAsDouble()).isPresent())
                    .toList();
            rows.add(row(
                    result.label(engine),
                    reached.size() == runs.size() ? reached : List.of(),
                    "",
                    String.format(Locale.ROOT, "%d of %d runs got there", reached.size(), runs.size())));
            for (var run : runs) {
                var name = "· seed " + run.seed();
                var why = Publication.obstacle(run);
                rows.add(
                        why.isPresent()
                                ? row(name, List.of(), "", "not published: " + why.get())
                                : row(
                                        name,
                                        reached.contains(run) ? List.of(run) : List.of(),
                                        best(run),
                                        reached.contains(run)
                                                ? ""
                                                : String.format(
                                                        Locale.ROOT,
                                                        "did not get there in %d epochs; its best accuracy",
                                                        run.epochs().size())));
            }
        }
        return Optional.of(
                new Table(
                        "%s: epochs and seconds to an accuracy of %s %% on the %s samples"
                                .formatted(
                                        result.caption(),
                                        Numbers.plain(100 * target.getAsDouble()),
                                        result.evaluatedOn()),
                        List.of(
                                Column.text("Engine"),
                                Column.number("Epochs"),
                                Column.number("Compute, s"),
                                Column.number("End to end, s"),
                                Column.number("Accuracy"),
                                Column.text("Result")),
                        rows,
                        List.of(
                                "Several seeds: mean ± standard deviation, if all runs got there. Compute: within training steps."
                                        + " End to end: from the first batch to the last update; evaluation is off both clocks.")));
    }

    private static OptionalDouble target(ComparisonRecord record, TaskResult result) {
        return record.plan().runs().stream()
                .filter(planned -> planned.task().withSeed(1).equals(result.task()))
                .map(PlannedRun::target)
                .flatMapToDouble(target -> target == null
                        ? java.util.stream.DoubleStream.empty()
                        : java.util.stream.DoubleStream.of(target))
                .findFirst();
    }

    /** The first epoch whose evaluation reached the accuracy. */
    private static Optional<EpochResult> reaching(EngineRun run, double target) {
        return run.epochs().stream().filter(epoch -> epoch.reaches(target)).findFirst();
    }

    private static String best(EngineRun run) {
        return run.epochs().stream().mapToDouble(epoch -> epoch.evaluation().accuracy()).max().stream()
                .mapToObj(accuracy -> Numbers.percent(accuracy, 2))
                .findFirst()
                .orElse("");
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
