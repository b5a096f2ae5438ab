package org.scratchcnn.reports.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.scratchcnn.reports.convergence.ReferenceCurves;
import org.scratchcnn.reports.convergence.ReferencePoints;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.EngineResult;
import org.scratchcnn.reports.result.Publication;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.statistics.MeanEstimate;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.EngineRun;

/** Whether engines have the same test accuracy as the reference engine, over the seeds that both trained from. */
final class EquivalenceTable {

    /** Percentage points of accuracy that are no difference. */
    private static final double MARGIN = 100 * ReferenceCurves.MARGIN;

    /** The interval lies within the margin exactly where two one-sided t tests at 5 % show equivalence. */
    private static final double CONFIDENCE = 0.90;

    private EquivalenceTable() {}

    /** The table; empty if the reference engine was not trained beside another. */
    static Optional<Table> of(TaskResult result) {
        var trained = result.engines().stream()
                .filter(engine -> !engine.completed().isEmpty())
                .toList();
        return trained.stream()
                .filter(engine -> trained.size() > 1 && engine.engine().equals(ReferencePoints.ENGINE))
                .findFirst()
                .map(reference -> new Table(
                        "%s: difference in test accuracy from %s".formatted(result.caption(), result.label(reference)),
                        Column.list("Engine | Seeds: | Difference, points: | 90 %% interval: | Equal within ±%s points"
                                .formatted(Numbers.plain(MARGIN))),
                        trained.stream()
                                .filter(engine -> !engine.equals(reference))
                                .map(engine -> row(result.label(engine), engine, reference))
                                .toList(),
                        List.of("Paired by seed: the same initial weights, batches and order. Two one-sided t tests"
                                + " (Schuirmann 1987) at 5 % each.")));
    }

    private static List<String> row(String label, EngineResult engine, EngineResult reference) {
        var differences = new TreeMap<Long, Double>();
        // Leaving out runs without a result, or that learned something else, would select by what is tested.
        var obstacles = new ArrayList<String>();
        for (var run : engine.attempted()) {
            for (var other : reference.attempted()) {
                if (run.seed() == other.seed()) {
                    boolean completed = engine.completed().contains(run)
                            && reference.completed().contains(other);
                    if (!completed) {
                        obstacles.add("seed %s has no result".formatted(run.seed()));
                    } else if (!Publication.published(run) || !Publication.published(other)) {
                        obstacles.add("seed %s is not validated".formatted(run.seed()));
                    }
                    if (completed && run.epochs().size() == other.epochs().size()) {
                        differences.put(run.seed(), accuracy(run) - accuracy(other));
                    }
                }
            }
        }
        int seeds = differences.size();
        if (seeds < 2) {
            obstacles.add(seeds == 0 ? "no seed in common" : "one seed");
        }
        var mean = Optional.of(differences.values())
                .filter(values -> !values.isEmpty())
                .map(values -> MeanEstimate.of(
                        CONFIDENCE,
                        values.stream().mapToDouble(Double::doubleValue).toArray()));
        var tested = mean.filter(estimate -> estimate.interval() != null);
        return List.of(
                label,
                differences.keySet().stream().map(String::valueOf).collect(Collectors.joining(", ")),
                mean.map(estimate -> points(estimate.value())).orElse(Numbers.NONE),
                tested.map(estimate -> "%s to %s".formatted(points(estimate.lower()), points(estimate.upper())))
                        .orElse(Numbers.NONE),
                tested.filter(_ -> obstacles.isEmpty())
                        .map(estimate -> verdict(estimate.lower(), estimate.upper(), seeds))
                        .orElseGet(() -> "not tested: " + obstacles.getFirst()));
    }

    private static double accuracy(EngineRun run) {
        return 100 * Objects.requireNonNull(run.test(), "of completed runs").accuracy();
    }

    private static String verdict(double lower, double upper, int seeds) {
        if (-MARGIN < lower && upper < MARGIN) {
            return "equivalent";
        }
        return lower > MARGIN || upper < -MARGIN
                ? "different"
                : String.format(Locale.ROOT, "not shown with %d seeds", seeds);
    }

    private static String points(double value) {
        return String.format(Locale.ROOT, "%+.2f", value);
    }
}
