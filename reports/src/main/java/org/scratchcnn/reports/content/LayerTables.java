package org.scratchcnn.reports.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scratchcnn.engine.StepPart.Kind;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.EngineResult;
import org.scratchcnn.reports.result.LayerResult;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.reports.statistics.SamplesByStart;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/** What whole passes cost in every engine, and what each layer costs in those that can be split by layer. */
final class LayerTables {

    private final ComparisonRecord record;
    private final TaskResult task;
    private final Bootstrap bootstrap;

    LayerTables(ComparisonRecord record, TaskResult task, Bootstrap bootstrap) {
        this.record = record;
        this.task = task;
        this.bootstrap = bootstrap;
    }

    /** The engines' whole passes, then one table for each that was split. */
    List<Table> all() {
        var tables = new ArrayList<>(List.of(steps()));
        for (var engine : task.engines()) {
            LayerResult.of(engine).map(layers -> table(engine, layers)).ifPresent(tables::add);
        }
        return tables;
    }

    private Table table(EngineResult engine, LayerResult layers) {
        var peak = layers.peak(record);
        var rows = new ArrayList<List<String>>();
        var remarks = new ArrayList<String>();
        for (var row : layers.rows()) {
            var part = row.part();
            boolean ofLayer = !part.path().isEmpty();
            var times = row.milliseconds();
            rows.add(List.of(
                    ofLayer ? part.path() + " " + part.layer() : title(part.kind()),
                    part.output(),
                    time(Optional.ofNullable(times.get(ofLayer ? Kind.FORWARD : part.kind()))),
                    time(Optional.ofNullable(times.get(Kind.GRADIENT_BY_INPUT))),
                    time(Optional.ofNullable(times.get(Kind.GRADIENT_BY_WEIGHT))),
                    time(Optional.ofNullable(times.get(Kind.UPDATE))),
                    row.gigaflops(bootstrap).map(Numbers::withInterval).orElse(Numbers.NONE),
                    row.share(peak, bootstrap)
                            .map(share -> Numbers.significant(share.value()))
                            .orElse(Numbers.NONE),
                    Numbers.count(row.allocatedBytes())));
            row.remarks().forEach(remark -> remarks.add("%s %s: %s.".formatted(part.path(), part.layer(), remark)));
        }
        rows.add(List.of(
                "Sum",
                "",
                time(layers.milliseconds(Kind.INPUT, Kind.FORWARD, Kind.OUTPUT)),
                time(layers.milliseconds(Kind.GRADIENT_BY_INPUT)),
                time(layers.milliseconds(Kind.GRADIENT_BY_WEIGHT)),
                time(layers.milliseconds(Kind.UPDATE)),
                "",
                "",
                Numbers.count(layers.rows().stream()
                        .mapToDouble(LayerResult.Row::allocatedBytes)
                        .sum())));
        var notes = new ArrayList<>(remarks);
        return new Table(
                "%s, batch %d, %s: milliseconds by layer [95 %% interval]"
                        .formatted(task.caption(), task.batchSize(), task.label(engine)),
                List.of(
                        Column.text("Layer"),
                        Column.text("Output"),
                        Column.number("Forward"),
                        Column.number("Gradient by input"),
                        Column.number("Gradient by weights"),
                        Column.number("Update"),
                        Column.number("GFLOP/s"),
                        Column.number("Share of peak, %"),
                        Column.number("Bytes")),
                rows,
                notes);
    }

    private static String title(Kind kind) {
        return switch (kind) {
            case INPUT -> "(input into the engine's layout)";
            case OUTPUT -> "(loss and its gradient, out of and into the layout)";
            case FORWARD, GRADIENT_BY_WEIGHT, GRADIENT_BY_INPUT, UPDATE -> kind.title();
        };
    }

    /** The engines' whole passes, and how the tables by layer are to be read. */
    private Table steps() {
        var notes = new ArrayList<String>();
        notes.add(
                "Here and by layer: median milliseconds [95 % interval], by bootstrap over process starts, then samples. "
                        + Numbers.NONE + ": nothing is computed there, or it was not measured.");
        notes.add(
                "Whole passes, timed alike in all engines: gradients are gradient computation, which begins with a"
                        + " forward pass, less a forward pass by itself, also in Deeplearning4j, so dropout and loss count with"
                        + " them; the update is the step less gradient computation. An interval that reaches below 0 says that the difference is lost in the noise.");
        notes.add("Sum of the layers: what the tables by layer add up to. There, the clock is read between the parts of"
                + " training steps on real batches, in the same processes; the update, in training one run over all"
                + " parameters, is one for each layer.");
        notes.add("GFLOP/s: nominal work of forward and gradients, that of the direct method, by their median time."
                + " Share: of the peak of fused multiply-adds on as many threads, read in the same run."
                + " Bytes: allocated on the heap in a step by all threads, the median step.");
        IntervalNotes.ofSteps(List.of(task)).ifPresent(notes::add);
        return new Table(
                "%s, batch %d: whole passes, and the sum of the layers, in milliseconds"
                        .formatted(task.caption(), task.batchSize()),
                List.of(
                        Column.text("Engine"),
                        Column.number("Forward"),
                        Column.number("Gradients"),
                        Column.number("Update"),
                        Column.number("Training step"),
                        Column.number("Sum of the layers")),
                task.engines().stream().map(this::passes).toList(),
                notes);
    }

    private List<String> passes(EngineResult engine) {
        var forward = engine.timings(Operation.FORWARD);
        var both = engine.timings(Operation.FORWARD_BACKWARD);
        var step = engine.timings(Operation.STEP);
        var layers = LayerResult.of(engine).flatMap(result -> result.milliseconds(Kind.values()));
        return List.of(
                task.label(engine),
                time(forward),
                difference(both, forward),
                difference(step, both),
                ObstacleTable.cell(step.map(bootstrap::median).map(Numbers::withInterval), engine),
                layers.isEmpty() && step.isPresent() ? "can't be split by layer" : time(layers));
    }

    private String time(Optional<SamplesByStart> samples) {
        return samples.map(bootstrap::median).map(Numbers::withInterval).orElse(Numbers.NONE);
    }

    private String difference(Optional<SamplesByStart> minuend, Optional<SamplesByStart> subtrahend) {
        return minuend.flatMap(more -> subtrahend.map(less -> bootstrap.differenceOfMedians(more, less)))
                .map(Numbers::withInterval)
                .orElse(Numbers.NONE);
    }
}
