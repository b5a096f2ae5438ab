package org.scratchcnn.reports.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    private EquivalenceTable() {}

    /** The table; empty if the reference engine was not trained beside another. */
    static Optional<Table> of(TaskResult result) {
        var trained = result.engines().stream()
                .filter(engine -> !engine.completed().isEmpty())
                .toList();
        var reference = trained.stream()
                .filter(engine -> engine.engine().equals(ReferencePoints.ENGINE))
                .findFirst();
        if (reference.isEmpty() || trained.size() == 1) {
            return Optional.empty();
        }
        var other = reference.get();
        return Optional.of(new Table(
                "%s: difference in test accuracy from %s".formatted(result.caption(), result.label(other)),
                Column.list("Engine | Seeds: | Difference, points: | 90 %% interval: | p: | Equal within ±%s points"
                        .formatted(Numbers.plain(MARGIN))),
                trained.stream()
                        .filter(engine -> !engine.equals(other))
                        .map(engine -> row(result.label(engine), engine, other))
                        .toList(),
                List.of("Paired by seed: the same initial weights, batches and order. Two one-sided t tests (Schuirmann"
                        + " 1987) at 5 % each.")));
    }

    /** Two runs from the same weights, on the same batches in the same order. */
    private record Pair(EngineRun run, EngineRun reference) {

        double difference() {
            return percent(run) - percent(reference);
        }

        private static double percent(EngineRun run) {
            return 100 * Objects.requireNonNull(run.test(), "of trained runs").accuracy();
        }
    }

    private static List<String> row(String label, EngineResult engine, EngineResult reference) {
        var bySeed = reference.attempted().stream()
                .collect(Collectors.toMap(EngineRun::seed, run -> run, (first, _) -> first));
        var attempted = engine.attempted().stream()
                .flatMap(run -> Stream.ofNullable(bySeed.get(run.seed())).map(other -> new Pair(run, other)))
                .toList();
        var completed = attempted.stream()
                .filter(pair -> engine.completed().contains(pair.run())
                        && reference.completed().contains(pair.reference()))
                .toList();
        var pairs = completed.stream()
                .filter(pair ->
                        pair.run().epochs().size() == pair.reference().epochs().size())
                .toList();
        // Leaving out runs that came to nothing, or learned something else, would select by the very thing that is
        // tested.
        var obstacle = attempted.stream()
                .flatMap(pair -> Stream.ofNullable(
                                !completed.contains(pair)
                                        ? "seed %s has no result"
                                        : Publication.published(pair.run()) && Publication.published(pair.reference())
                                                ? null
                                                : "seed %s is not validated")
                        .map(words -> words.formatted(pair.run().seed())))
                .collect(Collectors.joining(", "));
        var cells = new ArrayList<>(List.of(
                label,
                pairs.stream().map(pair -> Long.toString(pair.run().seed())).collect(Collectors.joining(", "))));
        if (pairs.size() < 2) {
            var why = obstacle.isEmpty() ? pairs.isEmpty() ? "no seed in common" : "one seed" : obstacle;
            cells.addAll(List.of(
                    pairs.isEmpty() ? Numbers.NONE : points(pairs.getFirst().difference()),
                    Numbers.NONE,
                    Numbers.NONE,
                    "not tested: " + why));
            return cells;
        }
        var test = Equivalence.of(pairs.stream().mapToDouble(Pair::difference).toArray(), MARGIN);
        cells.add(points(test.difference()));
        cells.add("%s to %s"
                .formatted(
                        points(test.interval().lower()), points(test.interval().upper())));
        cells.add(
                !obstacle.isEmpty()
                        ? Numbers.NONE
                        : test.probability() < 0.001 ? "< 0.001" : Numbers.fixed(test.probability(), 3));
        cells.add(
                !obstacle.isEmpty()
                        ? "not tested: " + obstacle
                        : switch (test.verdict()) {
                            case EQUIVALENT -> "equivalent";
                            case DIFFERENT -> "different";
                            case NOT_SHOWN -> "not shown with %s seeds".formatted(pairs.size());
                        });
        return cells;
    }

    private static String points(double value) {
        return String.format(Locale.ROOT, "%+.2f", value);
    }
}
