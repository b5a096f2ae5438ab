package org.scratchcnn.reports.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scratchcnn.core.record.EngineRun;
import org.scratchcnn.core.spec.DataSetSpec;
import org.scratchcnn.core.training.Evaluation;
import org.scratchcnn.reports.convergence.Convergence.NoReference;
import org.scratchcnn.reports.convergence.Convergence.Suspicious;
import org.scratchcnn.reports.convergence.Convergence.Validated;
import org.scratchcnn.reports.convergence.ReferencePoints;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.EngineResult;
import org.scratchcnn.reports.result.Publication;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.statistics.MeanEstimate;
import org.scratchcnn.reports.statistics.SpiralBayesLimit;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;

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
                            ? single(result.label(engine), attempted.getFirst())
                            : summary(engine, attempted));
            if (attempted.size() > 1) {
                attempted.forEach(run -> rows.add(single("· seed " + run.seed(), run)));
            }
        }
        var notes = new ArrayList<String>();
        if (rows.stream().anyMatch(row -> row.get(SEEDS).contains(","))) {
            notes.add("Several seeds: mean ± half the 95 % interval (Student's t); each seed's run stands below.");
        }
        notes.add("Training time: all epochs, from the first batch to the last update; evaluation is off the clock.");
        if (!bayesLimit.isEmpty()) {
            notes.add(
                    "Bayes limit: the accuracy that no classifier can pass on average, since the arms' noise overlaps.");
        }
        if (rows.stream().map(List::getLast).allMatch(cell -> cell.isEmpty() || cell.equals(NO_REFERENCE))) {
            rows.replaceAll(row -> Stream.concat(row.stream().limit(row.size() - 1L), Stream.of(""))
                    .toList());
        } else {
            notes.add(
                    "Convergence: whether accuracies after epochs 1, 2, 4, 8, … and the last are where runs of %s let expect them (prediction interval of 99 %% for all of them together, at least %s points). The times of a run that did not validate are not published."
                            .formatted(ReferencePoints.ENGINE, EquivalenceTable.PLUS_MINUS_MARGIN));
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

    private List<String> summary(EngineResult engine, List<EngineRun> attempted) {
        var trained = engine.trained();
        String seeds = seeds(trained);
        if (trained.size() < attempted.size()) {
            seeds = "%s (%d of %d runs)"
                    .formatted(seeds, trained.size(), attempted.size())
                    .strip();
        }
        return row(result.label(engine), trained, trainingTime(trained), seeds, convergence(attempted));
    }

    /** One run's line; of one that did not validate, what it learned is shown, but not how fast. */
    private List<String> single(String name, EngineRun run) {
        String seed = Long.toString(run.seed());
        if (run.test() == null) {
            return row(name, List.of(), Numbers.NONE, seed, "");
        }
        return switch (ReferencePoints.checkedIn().judge(run)) {
            case Suspicious suspicious -> row(name, List.of(run), Numbers.NONE, seed, suspicious.words());
            case Validated _ -> published(name, run, seed, "validated");
            case NoReference _ -> published(name, run, seed, NO_REFERENCE);
        };
    }

    private List<String> published(String name, EngineRun run, String seed, String convergence) {
        var runs = Publication.published(run) ? List.of(run) : List.<EngineRun>of();
        return row(name, runs, trainingTime(runs), seed, convergence);
    }

    private static String convergence(List<EngineRun> runs) {
        var known = runs.stream()
                .map(ReferencePoints.checkedIn()::judge)
                .filter(judgement -> !(judgement instanceof NoReference))
                .toList();
        long validated = known.stream().filter(Validated.class::isInstance).count();
        return known.isEmpty() ? NO_REFERENCE : "%d of %d validated".formatted(validated, runs.size());
    }

    private List<String> row(String name, List<EngineRun> runs, String trainingTime, String seeds, String convergence) {
        if (runs.isEmpty()) {
            return List.of(
                    name, Numbers.NONE, Numbers.NONE, bayesLimit, Numbers.NONE, Numbers.NONE, seeds, convergence);
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
                : "%d–%d".formatted(counts.getMin(), counts.getMax());
    }

    private static List<Evaluation> evaluations(List<EngineRun> runs) {
        return runs.stream().map(EngineRun::test).filter(Objects::nonNull).toList();
    }

    private static String seeds(List<EngineRun> runs) {
        return runs.stream().map(run -> Long.toString(run.seed())).collect(Collectors.joining(", "));
    }
}
