package org.scratchcnn.benchmarks.suite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.scratchcnn.benchmarks.harness.ComparisonPlan;
import org.scratchcnn.engine.StepPart;
import org.scratchcnn.engine.StepPart.Kind;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.reports.content.IntervalNotes;
import org.scratchcnn.reports.content.ObstacleTable;
import org.scratchcnn.reports.content.ReportContent;
import org.scratchcnn.reports.content.Section;
import org.scratchcnn.reports.content.Section.Block;
import org.scratchcnn.reports.content.Section.Part;
import org.scratchcnn.reports.content.Section.TableBlock;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.EngineResult;
import org.scratchcnn.reports.result.Peak;
import org.scratchcnn.reports.result.Publication;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.reports.statistics.SamplesByStart;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.EngineNames;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.EngineRun;
import org.scratchcnn.worker.record.LayerTiming;
import org.scratchcnn.worker.record.PlannedRun;
import org.scratchcnn.worker.record.TimingPlan;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/** What each layer costs in a training step, and whole passes of engines that can't be split by layer. */
final class Layers implements Suite {

    /** The library's engines, fastest first. */
    private static final List<String> LIBRARY =
            List.of(EngineNames.SCRATCH, EngineNames.SCRATCH_IM2COL, EngineNames.SCRATCH_NAIVE);

    /** Others, of which whole passes are timed. */
    private static final List<String> PEERS = List.of(EngineNames.DL4J, EngineNames.PYTORCH);

    private static final List<TaskSpec> TASKS =
            List.of(Tasks.spiral(), Tasks.fashionMnist(), Tasks.cifar10(), Tasks.cifar10Tutorial());

    /** Measured by the fastest of the library's engines alone. */
    private static final List<TaskSpec> MORE_TASKS = List.of(Tasks.mnistUntied(), Tasks.mnistScratcher());

    private static final TimingPlan TIMING = new TimingPlan(3, 2.5, 7, 1);

    /** What has a nominal work. */
    private static final List<Kind> PASSES = List.of(Kind.FORWARD, Kind.GRADIENT_BY_INPUT, Kind.GRADIENT_BY_WEIGHT);

    @Override
    public String name() {
        return "layers";
    }

    @Override
    public String description() {
        return "what each layer costs in a training step, forward, gradients and update";
    }

    @Override
    public int defaultRounds() {
        return 3;
    }

    @Override
    public ComparisonPlan plan(int rounds, int threads, Predicate<String> available) {
        var round = Stream.concat(
                        TASKS.stream()
                                .flatMap(task -> Stream.of(LIBRARY, PEERS)
                                        .flatMap(List::stream)
                                        .map(engine -> PlannedRun.layers(task, engine, TIMING))),
                        MORE_TASKS.stream()
                                .flatMap(task -> Stream.concat(Stream.of(EngineNames.SCRATCH), PEERS.stream())
                                        .map(engine -> PlannedRun.layers(task, engine, TIMING))))
                .toList();
        return ComparisonPlan.ofRounds(name(), rounds, round, available);
    }

    @Override
    public ReportContent report(ComparisonRecord record) {
        return ReportContent.ofSuite(
                record,
                TaskResult.of(record).stream()
                        .map(result -> new Section(
                                Part.LAYERS,
                                "Layers of " + result.title(),
                                new Tables(record, result, Bootstrap.ofReports()).blocks()))
                        .toList());
    }

    /** The parts of one engine's training steps, of all its processes. */
    private record Parts(List<EngineRun> runs) {

        /** Empty if no run that may be published was taken apart. */
        static Optional<Parts> of(EngineResult engine) {
            var runs = engine.runs().stream()
                    .filter(Publication::published)
                    .filter(run -> !run.layers().isEmpty())
                    .toList();
            return runs.isEmpty() ? Optional.empty() : Optional.of(new Parts(runs));
        }

        /** The rows of the engine's table: a layer each, and what is done before the first and behind the last. */
        List<Parts.Row> rows() {
            var rows = runs.getFirst().layers().stream()
                    .map(LayerTiming::part)
                    .collect(Collectors.groupingBy(Parts::row, LinkedHashMap::new, Collectors.toList()));
            return rows.values().stream().map(parts -> new Row(this, parts)).toList();
        }

        private static String row(StepPart part) {
            return part.path().isEmpty() ? part.kind().name() : part.path();
        }

        /** Milliseconds of some parts together, step by step; empty if there is no such part. */
        Optional<SamplesByStart> milliseconds(Predicate<StepPart> some) {
            var starts = new ArrayList<List<Double>>();
            for (var run : runs) {
                var chosen = run.layers().stream()
                        .filter(timing -> some.test(timing.part()))
                        .map(LayerTiming::milliseconds)
                        .toList();
                if (!chosen.isEmpty()) {
                    starts.add(IntStream.range(0, chosen.getFirst().size())
                            .mapToObj(step -> chosen.stream()
                                    .mapToDouble(times -> times.get(step))
                                    .sum())
                            .toList());
                }
            }
            return starts.isEmpty() ? Optional.empty() : Optional.of(new SamplesByStart(starts));
        }

        Optional<SamplesByStart> milliseconds(Kind... kinds) {
            return milliseconds(part -> List.of(kinds).contains(part.kind()));
        }

        private record Row(Parts all, List<StepPart> parts) {

            Optional<SamplesByStart> milliseconds(Predicate<StepPart> some) {
                return all.milliseconds(part -> row(part).equals(row(parts.getFirst())) && some.test(part));
            }

            Optional<SamplesByStart> milliseconds(Kind kind) {
                return milliseconds(part -> part.kind() == kind);
            }

            /** Nominal operations of a step in forward and gradients; 0 for layers that nobody counts. */
            long flops() {
                return all.runs().getFirst().layers().stream()
                        .filter(timing -> parts.contains(timing.part()))
                        .mapToLong(timing -> timing.part().flops() * timing.batchSize())
                        .sum();
            }

            double allocatedBytes() {
                return parts.stream()
                        .mapToDouble(part -> new SamplesByStart(all.runs().stream()
                                        .flatMap(run -> run.layers().stream())
                                        .filter(timing -> timing.part().equals(part))
                                        .map(LayerTiming::allocatedBytes)
                                        .toList())
                                .median())
                        .sum();
            }
        }
    }

    /** One task's tables. */
    private record Tables(ComparisonRecord record, TaskResult task, Bootstrap bootstrap) {

        /** The engines' whole passes, then one table for each that was split. */
        List<Block> blocks() {
            return Stream.concat(
                            Stream.of(passes()),
                            task.engines().stream()
                                    .flatMap(engine -> Parts.of(engine).map(parts -> table(engine, parts)).stream()))
                    .<Block>map(TableBlock::new)
                    .toList();
        }

        private Table table(EngineResult engine, Parts parts) {
            var rows = new ArrayList<List<String>>();
            var notes = new ArrayList<String>();
            for (var row : parts.rows()) {
                var first = row.parts().getFirst();
                rows.add(row(engine, row, first));
                row.parts().stream()
                        .map(StepPart::remark)
                        .filter(remark -> !remark.isEmpty())
                        .distinct()
                        .forEach(remark -> notes.add("%s %s: %s.".formatted(first.path(), first.layer(), remark)));
            }
            rows.add(List.of(
                    "Sum",
                    "",
                    time(parts.milliseconds(Kind.INPUT, Kind.FORWARD, Kind.OUTPUT)),
                    time(parts.milliseconds(Kind.GRADIENT_BY_INPUT)),
                    time(parts.milliseconds(Kind.GRADIENT_BY_WEIGHT)),
                    time(parts.milliseconds(Kind.UPDATE)),
                    "",
                    "",
                    Numbers.count(parts.rows().stream()
                            .mapToDouble(Parts.Row::allocatedBytes)
                            .sum())));
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

        private List<String> row(EngineResult engine, Parts.Row row, StepPart first) {
            boolean ofLayer = !first.path().isEmpty();
            long flops = row.flops();
            var work = row.milliseconds(part -> PASSES.contains(part.kind())).filter(_ -> flops > 0);
            return List.of(
                    ofLayer ? first.path() + " " + first.layer() : title(first.kind()),
                    first.output(),
                    time(row.milliseconds(ofLayer ? Kind.FORWARD : first.kind())),
                    time(row.milliseconds(Kind.GRADIENT_BY_INPUT)),
                    time(row.milliseconds(Kind.GRADIENT_BY_WEIGHT)),
                    time(row.milliseconds(Kind.UPDATE)),
                    work.map(samples -> bootstrap.ofMedian(samples, time -> flops / time / 1e6))
                            .map(Numbers::withInterval)
                            .orElse(Numbers.NONE),
                    work.flatMap(samples -> Peak.of(record, engine.threads())
                                    .map(peak -> Peak.share(flops, samples, peak, bootstrap)))
                            .map(share -> Numbers.significant(share.value()))
                            .orElse(Numbers.NONE),
                    Numbers.count(row.allocatedBytes()));
        }

        private static String title(Kind kind) {
            return switch (kind) {
                case INPUT -> "(input into the engine's layout)";
                case OUTPUT -> "(loss and its gradient, out of and into the layout)";
                case FORWARD, GRADIENT_BY_WEIGHT, GRADIENT_BY_INPUT, UPDATE -> kind.title();
            };
        }

        /** The engines' whole passes, and how the tables by layer are to be read. */
        private Table passes() {
            var notes = new ArrayList<String>();
            notes.add(
                    "Here and by layer: median milliseconds [95 % interval], by bootstrap over process starts, then samples. "
                            + Numbers.NONE + ": nothing is computed there, or it was not measured.");
            notes.add(
                    "Whole passes, timed alike in all engines: gradients are gradient computation, which begins with a forward pass, less a forward pass by itself; the update is the step less gradient computation. An interval that reaches below 0 says that the difference is lost in the noise.");
            notes.add(
                    "Sum of the layers: the clock is read between the parts of training steps on real batches, in the same processes; the update, in training one pass over all parameters, is one for each layer.");
            notes.add(
                    "GFLOP/s: nominal work of forward and gradients, that of the direct method, by their median time. Share: of the peak of fused multiply-adds on as many threads. Bytes: allocated on the heap in a step by all threads, the median step.");
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
            var layers = Parts.of(engine).flatMap(parts -> parts.milliseconds(Kind.values()));
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
}
