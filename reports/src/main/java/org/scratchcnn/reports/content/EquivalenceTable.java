package org.scratchcnn.reports.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scratchcnn.core.record.EngineRun;
import org.scratchcnn.core.training.Evaluation;
import org.scratchcnn.reports.convergence.ReferenceCurves;
import org.scratchcnn.reports.convergence.ReferencePoints;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.EngineResult;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.statistics.Equivalence;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;

/** Whether engines come to the same test accuracy as the reference engine, over the seeds that both trained from. */
final class EquivalenceTable {

    /** Percentage points of accuracy that are no difference. */
    private static final double MARGIN = 100 * ReferenceCurves.MARGIN;

    /** For headings and notes. */
    static final String PLUS_MINUS_MARGIN = "±" + Numbers.plain(MARGIN);

    private EquivalenceTable() {}

    /** Two runs from the same weights, on the same batches in the same order. */
    private record Pair(EngineRun run, EngineRun reference) {}

    /** The table; empty if the reference engine was not trained beside another. */
    static Optional<Table> of(TaskResult result) {
        var references = result.engines().stream()
                .filter(engine -> engine.engine().equals(ReferencePoints.ENGINE)
                        && !engine.trained().isEmpty())
                .toList();
        if (references.isEmpty()) {
            return Optional.empty();
        }
        var reference = references.getFirst();
        var rows = result.engines().stream()
                .filter(engine -> !engine.equals(reference) && !engine.trained().isEmpty())
                .map(engine -> row(result.label(engine), pairs(engine, reference)))
                .toList();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Table(
                "%s: difference in test accuracy from %s".formatted(result.caption(), result.label(reference)),
                List.of(
                        Column.text("Engine"),
                        Column.number("Seeds"),
                        Column.number("Difference, points"),
                        Column.number("90 % interval"),
                        Column.number("p"),
                        Column.text("Equal within %s points".formatted(PLUS_MINUS_MARGIN))),
                rows,
                List.of(
                        "Engine less %s, paired by seed: the same initial weights, batches and order."
                                .formatted(ReferencePoints.ENGINE),
                        "Two one-sided t tests (Schuirmann 1987) at 5 %% each: equivalent if the 90 %% interval lies within %s percentage points, different if it lies outside."
                                .formatted(PLUS_MINUS_MARGIN))));
    }

    /** Those of the same seed after as many epochs. */
    private static List<Pair> pairs(EngineResult engine, EngineResult reference) {
        var bySeed = reference.trained().stream()
                .collect(Collectors.toMap(EngineRun::seed, run -> run, (first, _) -> first));
        return engine.trained().stream()
                .flatMap(run -> Stream.ofNullable(bySeed.get(run.seed()))
                        .filter(other -> other.epochs().size() == run.epochs().size())
                        .map(other -> new Pair(run, other)))
                .toList();
    }

    private static List<String> row(String label, List<Pair> pairs) {
        var cells = new ArrayList<>(List.of(
                label,
                pairs.stream().map(pair -> Long.toString(pair.run().seed())).collect(Collectors.joining(", "))));
        if (pairs.size() < 2) {
            String difference = pairs.stream()
                    .findFirst()
                    .map(pair -> points(percent(pair.run()) - percent(pair.reference())))
                    .orElse(Numbers.NONE);
            cells.addAll(List.of(
                    difference,
                    Numbers.NONE,
                    Numbers.NONE,
                    pairs.isEmpty() ? "no seed in common: not tested" : "one seed: not tested"));
            return cells;
        }
        var test = Equivalence.ofPairs(
                pairs.stream().mapToDouble(pair -> percent(pair.run())).toArray(),
                pairs.stream().mapToDouble(pair -> percent(pair.reference())).toArray(),
                MARGIN);
        cells.addAll(List.of(
                points(test.difference()),
                "%s to %s"
                        .formatted(
                                points(test.interval().lower()),
                                points(test.interval().upper())),
                test.probability() < 0.001 ? "< 0.001" : Numbers.fixed(test.probability(), 3),
                switch (test.verdict()) {
                    case EQUIVALENT -> "equivalent";
                    case DIFFERENT -> "different";
                    case NOT_SHOWN -> "not shown with %d seeds".formatted(pairs.size());
                }));
        return cells;
    }

    private static double percent(EngineRun run) {
        Evaluation test = Objects.requireNonNull(run.test(), "of trained runs");
        return 100 * test.accuracy();
    }

    private static String points(double value) {
        String text = Numbers.fixed(value, 2);
        return value > 0 ? "+" + text : text;
    }
}
