package org.scratchcnn.reports.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.scratchcnn.engine.EpochResult;
import org.scratchcnn.network.Shape;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.EngineResult;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.reports.statistics.Estimate;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/** How long each engine takes for its passes, steps and epochs on one task. */
final class TimingTable {

    private static final String ESTIMATED = "≈ ";

    private final TaskResult result;
    private final Bootstrap bootstrap;
    private final Optional<EngineResult> reference;

    TimingTable(TaskResult result, Bootstrap bootstrap) {
        this.result = result;
        this.bootstrap = bootstrap;
        this.reference = result.reference();
    }

    /** The table; empty if nothing was timed. */
    static Optional<Table> of(TaskResult result, Bootstrap bootstrap) {
        return Optional.of(new TimingTable(result, bootstrap).table())
                .filter(table -> !table.rows().isEmpty());
    }

    private Table table() {
        String samples = switch (result.task().data().sampleShape()) {
            case Shape.Image _ -> "Images/s";
            case Shape.Features _ -> "Samples/s";
        };
        var speedUp =
                reference.map(engine -> "Speed-up over " + result.label(engine)).orElse("Speed-up");
        var rows =
                result.engines().stream().filter(this::isShown).map(this::row).toList();
        return new Table(
                        "%s: milliseconds per batch of %s"
                                .formatted(result.caption(), Numbers.count(result.batchSize())),
                        Column.list(
                                "Engine | Threads: | Forward: | Backward: | Training step: | Epoch, compute, s: | Epoch, end to end, s: | %s: | %s:"
                                        .formatted(samples, speedUp)),
                        rows,
                        notes(rows))
                .withoutEmptyColumns();
    }

    private boolean isShown(EngineResult engine) {
        return !engine.failed().isEmpty()
                || !engine.trained().isEmpty()
                || Stream.of(Operation.values())
                        .anyMatch(operation -> engine.timings(operation).isPresent());
    }

    private List<String> row(EngineResult engine) {
        var forward = engine.timings(Operation.FORWARD);
        var step = engine.timings(Operation.STEP).map(bootstrap::median);
        return List.of(
                result.label(engine),
                Integer.toString(engine.threads()),
                cell(forward.map(bootstrap::median)),
                cell(engine.timings(Operation.FORWARD_BACKWARD)
                        .flatMap(both -> forward.map(alone -> bootstrap.differenceOfMedians(both, alone)))),
                ObstacleTable.cell(step.map(Numbers::withInterval), engine),
                secondsPerEpoch(engine, EpochResult::stepSeconds)
                        .or(() -> step.map(estimate ->
                                ESTIMATED + Numbers.significant(estimate.value() * result.stepsPerEpoch() / 1_000)))
                        .orElse(Numbers.NONE),
                secondsPerEpoch(engine, EpochResult::trainingSeconds).orElse(""),
                step.map(estimate -> Numbers.count(1_000 * result.batchSize() / estimate.value()))
                        .orElse(Numbers.NONE),
                speedUp(engine));
    }

    private static String cell(Optional<Estimate> estimate) {
        return estimate.map(Numbers::withInterval).orElse(Numbers.NONE);
    }

    /** Of all epochs of all seeds; empty where only steps were timed. */
    private static Optional<String> secondsPerEpoch(EngineResult engine, ToDoubleFunction<EpochResult> seconds) {
        double[] measured = engine.trained().stream()
                .flatMap(run -> run.epochs().stream())
                .mapToDouble(seconds)
                .toArray();
        return measured.length == 0 ? Optional.empty() : Optional.of(Numbers.withDeviation(measured));
    }

    /** How many times as fast the engine's training step is as the reference's; empty text if there is none. */
    String speedUp(EngineResult engine) {
        if (reference.isEmpty()) {
            return "";
        }
        return reference.get().equals(engine)
                ? "1 (reference)"
                : cell(result.speedUp(engine, reference.get(), bootstrap));
    }

    private List<String> notes(List<List<String>> rows) {
        var notes = new ArrayList<String>();
        notes.add(
                "Median [95 % interval]; backward: forward and backward pass less forward pass. Epoch: mean ± standard"
                        + " deviation; compute: within training steps; end to end: with making batches, without evaluation.");
        if (rows.stream().flatMap(List::stream).anyMatch(cell -> cell.startsWith(ESTIMATED))) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%sEstimated: training step × %,d batches, since only steps were timed.",
                    ESTIMATED,
                    result.stepsPerEpoch()));
        }
        return notes;
    }
}
