package org.scratchcnn.reports.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.scratchcnn.engine.EpochResult;
import org.scratchcnn.network.Shape;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.Doubt;
import org.scratchcnn.reports.result.EngineResult;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.reports.statistics.SamplesByStart;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/** How long each engine takes for its passes, steps and epochs on one task. */
final class TimingTable {

    private TimingTable() {}

    /** The table; empty if nothing was timed. */
    static Optional<Table> of(TaskResult result, Bootstrap bootstrap) {
        var rows = result.engines().stream()
                .filter(EngineResult::hasResult)
                .map(engine -> row(result, engine, bootstrap))
                .toList();
        var samples = result.task().data().sampleShape() instanceof Shape.Image ? "Images" : "Samples";
        var reference = result.reference().map(engine -> " over " + result.label(engine));
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new Table(
                                "%s: milliseconds per batch of %s"
                                        .formatted(result.caption(), Numbers.count(result.batchSize())),
                                Column.list(
                                        "Engine | Threads: | Forward: | Backward: | Training step: | Epoch, compute, s: | Epoch, end to end, s: | %s/s: | Speed-up%s: | Processes: | Between them: | Within:"
                                                .formatted(samples, reference.orElse(""))),
                                rows,
                                notes(result))
                        .withoutEmptyColumns());
    }

    private static List<String> row(TaskResult result, EngineResult engine, Bootstrap bootstrap) {
        var forward = engine.timings(Operation.FORWARD);
        var step = engine.timings(Operation.STEP).map(bootstrap::median);
        return List.of(
                result.label(engine),
                Integer.toString(engine.threads()),
                Numbers.withInterval(forward.map(bootstrap::median)),
                Numbers.withInterval(engine.timings(Operation.FORWARD_BACKWARD)
                        .flatMap(both -> forward.map(alone -> bootstrap.differenceOfMedians(both, alone)))),
                ObstacleTable.cell(step.map(Numbers::withInterval), engine),
                secondsPerEpoch(engine, EpochResult::stepSeconds),
                secondsPerEpoch(engine, EpochResult::trainingSeconds),
                step.map(estimate -> Numbers.count(1_000 * result.batchSize() / estimate.value()))
                        .orElse(Numbers.NONE),
                speedUp(result, engine, bootstrap),
                spread(engine, times -> Numbers.count(times.starts().size())),
                spread(
                        engine,
                        times -> times.starts().size() == 1 ? Numbers.NONE : Numbers.percent(times.spreadBetween(), 1)),
                spread(engine, times -> Numbers.percent(times.spreadWithin(), 1)));
    }

    private static String spread(EngineResult engine, Function<SamplesByStart, String> figure) {
        return engine.timings(Operation.STEP).map(figure).orElse(Numbers.NONE);
    }

    /** Of all epochs of all seeds; empty where only steps were timed. */
    private static String secondsPerEpoch(EngineResult engine, ToDoubleFunction<EpochResult> seconds) {
        double[] measured = engine.trained().stream()
                .flatMap(run -> run.epochs().stream())
                .mapToDouble(seconds)
                .toArray();
        return measured.length == 0 ? "" : Numbers.withDeviation(measured);
    }

    /** How many times as fast the engine's training step is as the reference's; empty text if there is none. */
    static String speedUp(TaskResult result, EngineResult engine, Bootstrap bootstrap) {
        return result.reference()
                .map(reference -> reference.equals(engine)
                        ? "1 (reference)"
                        : Numbers.withInterval(result.speedUp(engine, reference, bootstrap)))
                .orElse("");
    }

    private static List<String> notes(TaskResult result) {
        var notes = new ArrayList<String>();
        notes.add(
                "Median [95 % interval]; backward: forward and backward pass less forward pass. Epoch: mean ± standard"
                        + " deviation; compute: within training steps; end to end: with making batches, without evaluation.");
        notes.add(
                "Spread of the training step, between processes: standard deviation of their medians, by the mean of these;"
                        + " within one: interquartile range by the median, of the middle process.");
        var doubts = result.engines().stream()
                .flatMap(engine -> Doubt.about(engine, Operation.STEP).stream())
                .collect(Collectors.joining("; "));
        if (result.reference().isPresent() && !doubts.isEmpty()) {
            notes.add("No verdict on the speed-up. " + doubts + ".");
        }
        return notes;
    }
}
