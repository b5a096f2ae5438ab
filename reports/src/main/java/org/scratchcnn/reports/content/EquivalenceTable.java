package org.scratchcnn.reports.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scratchcnn.engine.Evaluation;
import org.scratchcnn.reports.convergence.ReferenceCurves;
import org.scratchcnn.reports.convergence.ReferencePoints;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.EngineResult;
import org.scratchcnn.reports.result.Publication;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.statistics.Equivalence;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.EngineRun;

/** Whether engines come to the same test accuracy as the reference engine, over the seeds that both trained from. */
final class EquivalenceTable {

    /** Percentage points of accuracy that are no difference. */
    private static final double MARGIN = 100 * ReferenceCurves.MARGIN;

    /** For headings and notes. */
    static final String PLUS_MINUS_MARGIN = "±" + Numbers.plain(MARGIN);

    private EquivalenceTable() {}

    /** The table; empty if the reference engine was not trained beside another. */
    static Optional<Table> of(TaskResult result) {
        var references = result.engines().stream()
                .filter(engine -> engine.engine().equals(ReferencePoints.ENGINE)
                        && !engine.completed().isEmpty())
                .toList();
        if (references.isEmpty()) {
            return Optional.empty();
        }
        var reference = references.getFirst();
        var rows = result.engines().stream()
                .filter(engine ->
                        !engine.equals(reference) && !engine.completed().isEmpty())
                .map(engine -> row(result, engine, reference))
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
                        "Engine less %s, paired by seed: the same initial weights, batches and order. All trainings that came to their end count; where one did not validate, nothing is tested."
                                .formatted(ReferencePoints.ENGINE),
                        "Two one-sided t tests (Schuirmann 1987) at 5 %% each: equivalent if the 90 %% interval lies within %s percentage points, different if it lies outside."
                                .formatted(PLUS_MINUS_MARGIN))));
    }

    /** Two runs from the same weights, on the same batches in the same order. */
    private record Pair(EngineRun run, EngineRun reference) {

        boolean completed(EngineResult engine, EngineResult other) {
            return engine.completed().contains(run)
                    && other.completed().contains(reference)
                    && run.epochs().size() == reference.epochs().size();
        }
    }

    /** Every seed that both were to train from. */
    private static List<Pair> pairs(EngineResult engine, EngineResult reference) {
        var bySeed = reference.attempted().stream()
                .collect(Collectors.toMap(EngineRun::seed, run -> run, (first, _) -> first));
        return engine.attempted().stream()
                .flatMap(run -> Stream.ofNullable(bySeed.get(run.seed())).map(other -> new Pair(run, other)))
                .toList();
    }

    /**
     * Why nothing can be tested: leaving out runs that came to nothing, or learned something else, would select by the
     * very thing that is tested.
     */
    private static String obstacle(List<Pair> pairs, EngineResult engine, EngineResult reference) {
        var words = new ArrayList<String>();
        for (var pair : pairs) {
            if (!engine.completed().contains(pair.run())
                    || !reference.completed().contains(pair.reference())) {
                words.add(String.format(
                        Locale.ROOT, "seed %d has no result", pair.run().seed()));
            } else if (!Publication.published(pair.run()) || !Publication.published(pair.reference())) {
                words.add(String.format(
                        Locale.ROOT, "seed %d did not validate", pair.run().seed()));
            }
        }
        return String.join(", ", words);
    }

    private static List<String> row(TaskResult result, EngineResult engine, EngineResult reference) {
        var attempted = pairs(engine, reference);
        var pairs = attempted.stream()
                .filter(pair -> pair.completed(engine, reference))
                .toList();
        var cells = new ArrayList<>(List.of(
                result.label(engine),
                pairs.stream().map(pair -> Long.toString(pair.run().seed())).collect(Collectors.joining(", "))));
        var obstacle = obstacle(attempted, engine, reference);
        if (pairs.size() < 2) {
            String difference = pairs.stream()
                    .findFirst()
                    .map(pair -> points(percent(pair.run()) - percent(pair.reference())))
                    .orElse(Numbers.NONE);
            var why = pairs.isEmpty() ? "no seed in common: not tested" : "one seed: not tested";
            cells.addAll(List.of(
                    difference, Numbers.NONE, Numbers.NONE, obstacle.isEmpty() ? why : "not tested: " + obstacle));
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
                                points(test.interval().upper()))));
        cells.addAll(
                obstacle.isEmpty()
                        ? List.of(
                                test.probability() < 0.001 ? "< 0.001" : Numbers.fixed(test.probability(), 3),
                                switch (test.verdict()) {
                                    case EQUIVALENT -> "equivalent";
                                    case DIFFERENT -> "different";
                                    case NOT_SHOWN ->
                                        String.format(Locale.ROOT, "not shown with %d seeds", pairs.size());
                                })
                        : List.of(Numbers.NONE, "not tested: " + obstacle));
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
