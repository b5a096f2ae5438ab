package org.scratchcnn.reports.content;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.scratchcnn.engine.Evaluation;
import org.scratchcnn.network.DataSetSpec;
import org.scratchcnn.reports.convergence.Convergence.NoReference;
import org.scratchcnn.reports.convergence.Convergence.Suspicious;
import org.scratchcnn.reports.convergence.Convergence.Validated;
import org.scratchcnn.reports.convergence.ReferenceCurves;
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

    private static final int SEEDS = 6;
    private static final String NO_REFERENCE = "no reference";
    private static final int LOSS_DECIMALS = 4;
    /** From here on a hundredth of a per cent is at least one sample. */
    private static final int SAMPLES_FOR_TWO_DECIMALS = 10_000;

    private final TaskResult result;
    private final String bayesLimit;

    AccuracyTable(TaskResult result) {
        this.result = result;
        this.bayesLimit = switch (result.task().data().dataSet()) {
            case DataSetSpec.Spiral spiral -> Numbers.percent(SpiralBayesLimit.accuracy(spiral), 2);
            case DataSetSpec.Images _, DataSetSpec.Noise _ -> "";
        };
    }

    Table table() {
        var rows = new ArrayList<List<String>>();
        for (var engine : result.engines()) {
            var attempted = engine.attempted();
            if (attempted.isEmpty()) {
                continue;
            }
            rows.add(
                    attempted.size() == 1
                            ? single(engine, result.label(engine), attempted.getFirst())
                            : summary(engine, attempted));
            if (attempted.size() > 1) {
                attempted.forEach(run -> rows.add(single(engine, "· seed " + run.seed(), run)));
            }
        }
        var notes = new ArrayList<String>();
        ObstacleTable.note(List.of(result)).ifPresent(notes::add);
        if (rows.stream().anyMatch(row -> row.get(SEEDS).contains(","))) {
            notes.add("Several seeds: mean ± half the 95 % interval (Student's t); each seed's run stands below.");
        }
        notes.add("Training time: all epochs, from the first batch to the last update; evaluation is off the clock.");
        if (!bayesLimit.isEmpty()) {
            notes.add(
                    "Bayes limit: the accuracy that no classifier can pass on average, since the arms' noise overlaps.");
        }
        var convergence = rows.stream().map(List::getLast).toList();
        if (!convergence.stream().allMatch(cell -> cell.isEmpty() || cell.equals(NO_REFERENCE))) {
            notes.add(
                    "Convergence: whether accuracies after epochs 1, 2, 4, 8, … and the last that the reference has are where runs of the reference let expect them (prediction interval of 99 %% for all of them together, at least %s points). The times of a run that did not validate are not published; its loss and accuracy count in the mean."
                            .formatted(EquivalenceTable.PLUS_MINUS_MARGIN));
        }
        result.engines().stream()
                .flatMap(engine -> engine.completed().stream())
                .flatMap(run -> ReferencePoints.checkedIn().curves(run).stream())
                .distinct()
                .map(AccuracyTable::reference)
                .forEach(notes::add);
        if (convergence.contains(NO_REFERENCE)) {
            notes.add(
                    "No reference: there are no checked-in runs on this task with this batch size on these data, so nothing says whether it learned what it should.");
        }
        PriorWork.of(result.task().training().network().name()).ifPresent(notes::add);
        return new Table(
                        "%s: test loss, test accuracy and training time".formatted(result.caption()),
                        List.of(
                                Column.text("Engine"),
                                Column.number("Test loss"),
                                Column.number("Test accuracy"),
                                Column.number("Bayes limit"),
                                Column.number("Training time"),
                                Column.number("Epochs"),
                                Column.number("Seeds"),
                                Column.text("Convergence")),
                        rows,
                        notes)
                .withoutEmptyColumns();
    }

    /** Which runs it is: others may be checked in when the same record is drawn again. */
    private static String reference(ReferenceCurves curves) {
        return String.format(
                Locale.ROOT,
                "Reference: %d runs of %s, checked in as reference-points.json, measured at %s from commit %s%s.",
                curves.runs().size(),
                curves.engine().engine(),
                curves.measured(),
                curves.revision().commit(),
                curves.revision().dirty() ? " with changed files" : "");
    }

    private List<String> summary(EngineResult engine, List<EngineRun> attempted) {
        var completed = engine.completed();
        var trained = engine.trained();
        var seeds = seeds(completed) + share(completed, attempted);
        var time = trainingTime(trained) + (trained.isEmpty() ? "" : share(trained, completed));
        return row(result.label(engine), completed, time, seeds.strip(), convergence(engine));
    }

    /** For example {@code  (2 of 3 runs)}; empty if they are all. */
    private static String share(List<EngineRun> some, List<EngineRun> all) {
        return some.size() == all.size() ? "" : String.format(Locale.ROOT, " (%d of %d runs)", some.size(), all.size());
    }

    /** One run's line; of one that did not validate, what it learned is shown, but not how fast. */
    private List<String> single(EngineResult engine, String name, EngineRun run) {
        var completed = engine.completed().contains(run) ? List.of(run) : List.<EngineRun>of();
        var trained = engine.trained().contains(run) ? completed : List.<EngineRun>of();
        return row(
                name,
                completed,
                trainingTime(trained),
                Long.toString(run.seed()),
                completed.isEmpty()
                        ? ""
                        : switch (ReferencePoints.checkedIn().judge(run)) {
                            case Suspicious suspicious -> suspicious.words();
                            case Validated validated ->
                                validated.words(run.epochs().size());
                            case NoReference _ -> NO_REFERENCE;
                        });
    }

    private static String convergence(EngineResult engine) {
        int validated = 0;
        boolean known = false;
        var words = "validated";
        // The longest last: the reference may not reach to its end.
        for (var run : engine.completed().stream()
                .sorted(Comparator.comparingInt(run -> run.epochs().size()))
                .toList()) {
            var judgement = ReferencePoints.checkedIn().judge(run);
            known |= !(judgement instanceof NoReference);
            if (judgement instanceof Validated held) {
                validated++;
                words = held.words(run.epochs().size());
            }
        }
        return known
                ? String.format(
                        Locale.ROOT,
                        "%d of %d %s",
                        validated,
                        engine.attempted().size(),
                        words)
                : engine.completed().isEmpty() ? "" : NO_REFERENCE;
    }

    private List<String> row(String name, List<EngineRun> runs, String trainingTime, String seeds, String convergence) {
        if (runs.isEmpty()) {
            return List.of(
                    name,
                    Numbers.NONE,
                    ObstacleTable.FAILED,
                    bayesLimit,
                    Numbers.NONE,
                    Numbers.NONE,
                    seeds,
                    convergence);
        }
        double[] losses =
                evaluations(runs).stream().mapToDouble(Evaluation::loss).toArray();
        return List.of(
                name,
                Numbers.plusMinus(MeanEstimate.of(losses), LOSS_DECIMALS),
                accuracy(runs),
                bayesLimit,
                trainingTime,
                epochs(runs),
                seeds,
                convergence);
    }

    /** Mean test accuracy of runs that were trained, in per cent. */
    static String accuracy(List<EngineRun> runs) {
        var tests = evaluations(runs);
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
                : String.format(Locale.ROOT, "%d–%d", counts.getMin(), counts.getMax());
    }

    private static List<Evaluation> evaluations(List<EngineRun> runs) {
        return runs.stream().map(EngineRun::test).filter(Objects::nonNull).toList();
    }

    private static String seeds(List<EngineRun> runs) {
        return runs.stream().map(run -> Long.toString(run.seed())).collect(Collectors.joining(", "));
    }
}
