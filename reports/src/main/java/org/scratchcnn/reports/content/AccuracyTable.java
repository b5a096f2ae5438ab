package org.scratchcnn.reports.content;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scratchcnn.engine.Evaluation;
import org.scratchcnn.network.DataSetSpec;
import org.scratchcnn.reports.convergence.Convergence.Validated;
import org.scratchcnn.reports.convergence.ReferencePoints;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.EngineResult;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.statistics.MeanEstimate;
import org.scratchcnn.reports.statistics.SpiralBayesLimit;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.EngineRun;

/** How well and how fast each engine learned a task. */
final class AccuracyTable {

    private static final int LOSS_DECIMALS = 4;

    /** From here on a hundredth of a per cent is at least one sample. */
    private static final int SAMPLES_FOR_TWO_DECIMALS = 10_000;

    private AccuracyTable() {}

    /** The table; empty if nothing was trained. */
    static Optional<Table> of(TaskResult result) {
        var rows = new ArrayList<List<String>>();
        for (var engine : result.engines()) {
            var attempted = engine.attempted();
            if (attempted.size() > 1) {
                rows.add(row(result, engine, result.label(engine), attempted, validated(engine, attempted)));
            }
            for (var run : attempted) {
                var name = attempted.size() == 1 ? result.label(engine) : "· seed " + run.seed();
                var words = engine.completed().contains(run)
                        ? ReferencePoints.checkedIn()
                                .judge(run)
                                .words(run.epochs().size())
                        : "";
                rows.add(row(result, engine, name, List.of(run), words));
            }
        }
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new Table(
                                "%s: test loss, test accuracy and training time".formatted(result.caption()),
                                Column.list(
                                        "Engine | Test loss: | Test accuracy: | Bayes limit: | Training time: | Epochs: | Seeds: | Validation"),
                                rows,
                                notes(result))
                        .withoutEmptyColumns());
    }

    private static List<String> notes(TaskResult result) {
        var notes = new ArrayList<String>();
        notes.add("Training time: from the first batch to the last update, without evaluation. Of several seeds: mean"
                + " ± half the 95 % interval (Student's t).");
        if (!bayesLimit(result).isEmpty()) {
            notes.add("Bayes limit: the accuracy that no classifier can pass on average.");
        }
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

    private static String bayesLimit(TaskResult result) {
        return result.task().data().dataSet() instanceof DataSetSpec.Spiral spiral
                ? Numbers.percent(SpiralBayesLimit.accuracy(spiral), 2)
                : "";
    }

    private static List<String> row(
            TaskResult result, EngineResult engine, String name, List<EngineRun> runs, String validation) {
        var completed = runs.stream().filter(engine.completed()::contains).toList();
        var trained = runs.stream().filter(engine.trained()::contains).toList();
        double[] losses = evaluations(completed).mapToDouble(Evaluation::loss).toArray();
        return List.of(
                name,
                completed.isEmpty() ? Numbers.NONE : Numbers.plusMinus(MeanEstimate.of(losses), LOSS_DECIMALS),
                completed.isEmpty() ? ObstacleTable.FAILED : accuracy(completed),
                bayesLimit(result),
                trainingTime(trained) + (trained.isEmpty() ? "" : share(trained, completed)),
                completed.isEmpty() ? Numbers.NONE : epochs(completed),
                seeds(completed.isEmpty() ? runs : completed) + share(completed, runs),
                validation);
    }

    /** For example {@code 2 of 3 validated}. */
    private static String validated(EngineResult engine, List<EngineRun> attempted) {
        var judgements = engine.completed().stream()
                .map(ReferencePoints.checkedIn()::judge)
                .toList();
        var validated = judgements.stream().filter(Validated.class::isInstance).toList();
        return validated.isEmpty()
                ? judgements.stream().findFirst().map(any -> any.words(0)).orElse("")
                : String.format(Locale.ROOT, "%d of %d validated", validated.size(), attempted.size());
    }

    /** For example {@code  (2 of 3 runs)}; empty if they are all. */
    private static String share(List<EngineRun> some, List<EngineRun> all) {
        return some.size() == all.size() ? "" : String.format(Locale.ROOT, " (%d of %d runs)", some.size(), all.size());
    }

    /** Mean test accuracy of runs that were trained, in per cent. */
    static String accuracy(List<EngineRun> runs) {
        var tests = evaluations(runs).toList();
        double[] accuracies =
                tests.stream().mapToDouble(test -> 100 * test.accuracy()).toArray();
        int decimals = tests.getFirst().samples() >= SAMPLES_FOR_TWO_DECIMALS ? 2 : 1;
        return Numbers.plusMinus(MeanEstimate.of(accuracies), decimals) + " %";
    }

    /** Mean time of runs that were trained, if there are any. */
    static String trainingTime(List<EngineRun> runs) {
        return runs.isEmpty()
                ? Numbers.NONE
                : Numbers.seconds(MeanEstimate.of(
                        runs.stream().mapToDouble(EngineRun::trainingSeconds).toArray()));
    }

    /** How many epochs runs were trained for; a range where those that reached their target stopped. */
    static String epochs(List<EngineRun> runs) {
        var counts = runs.stream().mapToInt(run -> run.epochs().size()).summaryStatistics();
        return counts.getMin() == counts.getMax()
                ? Integer.toString(counts.getMin())
                : counts.getMin() + "–" + counts.getMax();
    }

    private static Stream<Evaluation> evaluations(List<EngineRun> runs) {
        return runs.stream().map(EngineRun::test).filter(Objects::nonNull);
    }

    private static String seeds(List<EngineRun> runs) {
        return runs.stream().map(run -> Long.toString(run.seed())).collect(Collectors.joining(", "));
    }
}
