package org.scratchcnn.reports.content;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scratchcnn.engine.Evaluation;
import org.scratchcnn.reports.convergence.Convergence.Validated;
import org.scratchcnn.reports.convergence.ReferencePoints;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.EngineResult;
import org.scratchcnn.reports.result.Publication;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.statistics.Estimate;
import org.scratchcnn.reports.statistics.MeanEstimate;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.EngineRun;

/** How well and how fast each engine learned a task. */
final class AccuracyTable {

    /** From here on a hundredth of a per cent is at least one sample. */
    private static final int SAMPLES_FOR_TWO_DECIMALS = 10_000;

    /** The column of training times. */
    private static final int TIME = 3;

    private AccuracyTable() {}

    /** The table; empty if nothing was trained. */
    static Optional<Table> of(ComparisonRecord record, TaskResult result) {
        var target = record.plan().runs().stream()
                .filter(planned -> planned.task().withSeed(1).equals(result.task()))
                .flatMap(planned -> Stream.ofNullable(planned.target()))
                .findFirst();
        var rows = new ArrayList<List<String>>();
        for (var engine : result.engines()) {
            var attempted = engine.attempted();
            if (attempted.size() > 1) {
                int reaching = target.map(
                                accuracy -> reached(attempted, accuracy).size())
                        .orElse(attempted.size());
                var row = row(
                        engine,
                        result.label(engine),
                        attempted,
                        target.map(_ -> count(reaching, attempted, "runs")),
                        validated(engine));
                // The mean of those that reached their target would be too good.
                rows.add(reaching == attempted.size() ? row : withoutTime(row));
            }
            for (var run : attempted) {
                var name = attempted.size() == 1 ? result.label(engine) : "· seed " + run.seed();
                var reached = target.map(
                        accuracy -> reached(List.of(run), accuracy).isEmpty() ? "no, at best " + best(run) : "reached");
                var words = engine.completed().contains(run)
                        ? ReferencePoints.checkedIn()
                                .judge(run)
                                .words(run.epochs().size())
                        : "";
                rows.add(row(engine, name, List.of(run), reached, words));
            }
        }
        var heading = target.map(accuracy ->
                        "%s %% on %s samples".formatted(Numbers.plain(100 * accuracy), result.evaluatedOn()))
                .orElse("");
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new Table(
                                "%s: test loss, test accuracy and training time".formatted(result.caption()),
                                Column.list(
                                        "Engine | Test loss: | Test accuracy: | Training time: | Epochs: | %s | Seeds: | Validation"
                                                .formatted(heading)),
                                rows,
                                notes(result))
                        .withoutEmptyColumns());
    }

    private static List<String> withoutTime(List<String> row) {
        var cells = new ArrayList<>(row);
        cells.set(TIME, Numbers.NONE);
        return List.copyOf(cells);
    }

    private static List<EngineRun> reached(List<EngineRun> runs, double target) {
        return runs.stream()
                .filter(run ->
                        Publication.published(run) && run.epochs().stream().anyMatch(epoch -> epoch.reaches(target)))
                .toList();
    }

    private static String best(EngineRun run) {
        var accuracies =
                run.epochs().stream().mapToDouble(epoch -> epoch.evaluation().accuracy());
        return Numbers.percent(accuracies.max().orElse(0), 2);
    }

    private static List<String> notes(TaskResult result) {
        var notes = new ArrayList<String>();
        notes.add("Training time: from the first batch to the last update, without evaluation. Of several seeds: mean"
                + " ± half the 95 % interval (Student's t).");
        result.engines().stream()
                .flatMap(engine -> engine.completed().stream())
                .flatMap(run -> ReferencePoints.checkedIn().curves(run).stream())
                .distinct()
                .map(reference -> String.format(
                        Locale.ROOT,
                        "Validated: its accuracies lie where %d reference runs of %s (%tF, commit %.12s) predict them with"
                                + " 99 %% certainty. Times of a run that is not validated are left out.",
                        reference.runs().size(),
                        reference.engine().engine(),
                        reference.measured().atOffset(ZoneOffset.UTC),
                        reference.revision().commit()))
                .forEach(notes::add);
        return notes;
    }

    private static List<String> row(
            EngineResult engine, String name, List<EngineRun> runs, Optional<String> reached, String validation) {
        var completed = runs.stream().filter(engine.completed()::contains).toList();
        var trained = runs.stream().filter(engine.trained()::contains).toList();
        if (completed.isEmpty()) {
            return List.of(
                    name,
                    Numbers.NONE,
                    ObstacleTable.FAILED,
                    Numbers.NONE,
                    Numbers.NONE,
                    reached.orElse(""),
                    seeds(runs),
                    validation);
        }
        double[] seconds =
                trained.stream().mapToDouble(EngineRun::trainingSeconds).toArray();
        return List.of(
                name,
                Numbers.plusMinus(mean(completed, Evaluation::loss), 4),
                accuracy(completed),
                trained.isEmpty()
                        ? Numbers.NONE
                        : Numbers.seconds(MeanEstimate.of(seconds)) + share(trained, completed),
                epochs(completed),
                reached.orElse(""),
                seeds(completed) + share(completed, runs),
                validation);
    }

    /** For example {@code 2 of 3 validated}. */
    private static String validated(EngineResult engine) {
        var judgements = engine.completed().stream()
                .map(ReferencePoints.checkedIn()::judge)
                .toList();
        var validated = judgements.stream().filter(Validated.class::isInstance).toList();
        return validated.isEmpty()
                ? judgements.stream().findFirst().map(any -> any.words(0)).orElse("")
                : count(validated.size(), engine.attempted(), "validated");
    }

    /** For example {@code  (2 of 3 runs)}; empty if they are all. */
    private static String share(List<EngineRun> some, List<EngineRun> all) {
        return some.size() == all.size() ? "" : " (%s)".formatted(count(some.size(), all, "runs"));
    }

    private static String count(int some, List<EngineRun> all, String what) {
        return String.format(Locale.ROOT, "%d of %d %s", some, all.size(), what);
    }

    /** Mean test accuracy of runs that were trained, in per cent. */
    static String accuracy(List<EngineRun> runs) {
        boolean manySamples = runs.stream()
                .flatMap(run -> Stream.ofNullable(run.test()))
                .anyMatch(test -> test.samples() >= SAMPLES_FOR_TWO_DECIMALS);
        return Numbers.plusMinus(mean(runs, test -> 100 * test.accuracy()), manySamples ? 2 : 1) + " %";
    }

    private static Estimate mean(List<EngineRun> runs, ToDoubleFunction<Evaluation> figure) {
        return MeanEstimate.of(runs.stream()
                .flatMap(run -> Stream.ofNullable(run.test()))
                .mapToDouble(figure)
                .toArray());
    }

    /** How many epochs runs were trained for; a range where those that reached their target stopped. */
    static String epochs(List<EngineRun> runs) {
        var counts = runs.stream().mapToInt(run -> run.epochs().size()).summaryStatistics();
        return counts.getMin() == counts.getMax()
                ? Integer.toString(counts.getMin())
                : counts.getMin() + "–" + counts.getMax();
    }

    private static String seeds(List<EngineRun> runs) {
        return runs.stream().map(run -> Long.toString(run.seed())).collect(Collectors.joining(", "));
    }
}
