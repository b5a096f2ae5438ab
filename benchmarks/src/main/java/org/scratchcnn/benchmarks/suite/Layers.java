package org.scratchcnn.benchmarks.suite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.scratchcnn.engine.StepPart;
import org.scratchcnn.engine.StepPart.Kind;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.reports.content.IntervalNotes;
import org.scratchcnn.reports.content.ObstacleTable;
import org.scratchcnn.reports.content.ReportContent;
import org.scratchcnn.reports.content.Section;
import org.scratchcnn.reports.content.Section.Block;
import org.scratchcnn.reports.content.Section.TableBlock;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.EngineResult;
import org.scratchcnn.reports.result.Peak;
import org.scratchcnn.reports.result.Publication;
import org.scratchcnn.reports.result.TaskResult;
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
final class Layers extends Suite {

    /** The library's engines, fastest first. */
    private static final List<String> LIBRARY =
            List.of(EngineNames.SCRATCH, EngineNames.SCRATCH_IM2COL, EngineNames.SCRATCH_NAIVE);

    /** Others, of which whole passes are timed. */
    private static final List<String> PEERS = List.of(EngineNames.DL4J, EngineNames.PYTORCH);

    /** Those of MNIST, which nothing else measures, and the largest, by the fastest of the library's engines alone. */
    private static final List<TaskSpec> BRIEF =
            List.of(Tasks.mnistUntied(), Tasks.mnistScratcher(), Tasks.cifar10Resnet20());

    private static final TimingPlan TIMING = new TimingPlan(3, 2.5, 7, 1);

    private final List<TaskSpec> tasks;

    private Layers(String name, String description, List<TaskSpec> tasks) {
        super(name, description, 3, Optional.empty());
        this.tasks = tasks;
    }

    /** Of all tasks that suites measure. */
    static Layers ofMeasured() {
        return new Layers(
                "layers", "what each layer costs in a training step, forward, gradients and update", Tasks.measured());
    }

    /** Of ResNet-20. */
    static Layers ofResnet() {
        return new Layers("resnet", "the same of ResNet-20, a few minutes", List.of(Tasks.cifar10Resnet20()));
    }

    @Override
    List<PlannedRun> round(int number, int threads) {
        return tasks.stream()
                .flatMap(task -> Stream.concat(
                                LIBRARY.stream().limit(BRIEF.contains(task) ? 1 : LIBRARY.size()), PEERS.stream())
                        .map(engine -> PlannedRun.layers(task, engine, TIMING)))
                .toList();
    }

    @Override
    public ReportContent report(ComparisonRecord record) {
        return ReportContent.ofSuite(
                record,
                TaskResult.of(record).stream()
                        .map(result -> new Section(
                                Section.Part.LAYERS,
                                "Layers of " + result.title(),
                                new Tables(record, result).blocks()))
                        .toList());
    }

    /**
     * Some parts of one engine's training steps.
     *
     * @param runs processes, all taken apart into the same parts
     */
    private record Parts(List<EngineRun> runs, List<StepPart> parts) {

        /** All parts; empty if no run that may be published was taken apart. */
        static Optional<Parts> of(EngineResult engine) {
            var runs = engine.runs().stream()
                    .filter(run -> Publication.published(run) && !run.layers().isEmpty())
                    .toList();
            return runs.stream()
                    .findFirst()
                    .map(run -> new Parts(
                            runs, run.layers().stream().map(LayerTiming::part).toList()));
        }

        /** By layer, in the order in which they are computed, with what is done before the first and behind the last. */
        List<Parts> rows() {
            return parts.stream()
                    .collect(Collectors.groupingBy(
                            part -> part.path().isEmpty() ? part.kind().name() : part.path(),
                            LinkedHashMap::new,
                            Collectors.toList()))
                    .values()
                    .stream()
                    .map(row -> new Parts(runs, row))
                    .toList();
        }

        Parts only(Kind... kinds) {
            var wanted = List.of(kinds);
            return new Parts(
                    runs,
                    parts.stream().filter(part -> wanted.contains(part.kind())).toList());
        }

        private Stream<LayerTiming> timings(EngineRun run) {
            return run.layers().stream().filter(timing -> parts.contains(timing.part()));
        }

        /** Of all parts together, step by step; empty if there is no part. */
        Optional<SamplesByStart> milliseconds() {
            var starts = runs.stream()
                    .map(run -> timings(run).map(LayerTiming::milliseconds).toList())
                    .map(Parts::sums)
                    .toList();
            return parts.isEmpty() ? Optional.empty() : Optional.of(new SamplesByStart(starts));
        }

        private static List<Double> sums(List<List<Double>> parts) {
            int steps = parts.stream().mapToInt(List::size).min().orElse(0);
            return IntStream.range(0, steps)
                    .mapToObj(step ->
                            parts.stream().mapToDouble(times -> times.get(step)).sum())
                    .toList();
        }

        /** Nominal operations of a step; 0 for layers that nobody counts. */
        long flops() {
            return timings(runs.getFirst())
                    .mapToLong(timing -> timing.part().flops() * timing.batchSize())
                    .sum();
        }

        /** Bytes in the median step. */
        double allocated() {
            return parts.stream()
                    .mapToDouble(part -> new SamplesByStart(runs.stream()
                                    .flatMap(run -> new Parts(runs, List.of(part)).timings(run))
                                    .map(LayerTiming::allocatedBytes)
                                    .toList())
                            .median())
                    .sum();
        }
    }

    /** One task's tables. */
    private record Tables(ComparisonRecord record, TaskResult task) {

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
                long flops = row.flops();
                var work = row.only(Kind.FORWARD, Kind.GRADIENT_BY_INPUT, Kind.GRADIENT_BY_WEIGHT)
                        .milliseconds()
                        .filter(_ -> flops > 0);
                var share = work.flatMap(samples ->
                        Peak.of(record, engine.threads()).map(peak -> Peak.share(flops, samples, peak, BOOTSTRAP)));
                rows.add(row(
                        first.path().isEmpty() ? "(" + first.kind().title() + ")" : first.path() + " " + first.layer(),
                        first.output(),
                        row,
                        Numbers.withInterval(
                                work.map(samples -> BOOTSTRAP.ofMedian(samples, time -> flops / time / 1e6))),
                        share.map(estimate -> Numbers.significant(estimate.value()))
                                .orElse(Numbers.NONE)));
                row.parts().stream()
                        .map(StepPart::remark)
                        .filter(remark -> !remark.isEmpty())
                        .distinct()
                        .forEach(remark -> notes.add("%s %s: %s.".formatted(first.path(), first.layer(), remark)));
            }
            rows.add(row("Sum", "", parts, "", ""));
            return new Table(
                    "%s, batch %s, %s: milliseconds by layer [95 %% interval]"
                            .formatted(task.caption(), Numbers.count(task.batchSize()), task.label(engine)),
                    Column.list(
                            "Layer | Output | Forward: | Gradient by input: | Gradient by weights: | Update: | GFLOP/s: | Share of peak, %: | Bytes:"),
                    rows,
                    notes);
        }

        private static List<String> row(String layer, String output, Parts parts, String rate, String share) {
            return List.of(
                    layer,
                    output,
                    time(parts, Kind.INPUT, Kind.FORWARD, Kind.OUTPUT),
                    time(parts, Kind.GRADIENT_BY_INPUT),
                    time(parts, Kind.GRADIENT_BY_WEIGHT),
                    time(parts, Kind.UPDATE),
                    rate,
                    share,
                    Numbers.count(parts.allocated()));
        }

        private static String time(Parts parts, Kind... kinds) {
            return median(parts.only(kinds).milliseconds());
        }

        /** The engines' whole passes, and how the tables by layer are to be read. */
        private Table passes() {
            return new Table(
                    "%s, batch %s: whole passes, and the sum of the layers, in milliseconds"
                            .formatted(task.caption(), Numbers.count(task.batchSize())),
                    Column.list("Engine | Forward: | Gradients: | Update: | Training step: | Sum of the layers:"),
                    task.engines().stream().map(this::passes).toList(),
                    notes(
                            IntervalNotes.ofSteps(List.of(task)),
                            "Here and by layer: median milliseconds [95 % interval], by bootstrap over process starts, then samples. "
                                    + Numbers.NONE + ": nothing is computed there, or it was not measured.",
                            "Whole passes, timed alike in all engines: gradients are gradient computation, which begins with a forward pass, less a forward pass by itself; the update is the step less gradient computation. An interval that reaches below 0 says that the difference is lost in the noise.",
                            "Input and output: the batch brought into the engine's layout, and the loss with its gradient. Sum of the layers: the clock is read between the parts of training steps on real batches, in the same processes; the update, in training one run over all parameters, is one for each layer.",
                            "GFLOP/s: nominal work of forward and gradients, that of the direct method, by their median time. Share: of the peak of fused multiply-adds on as many threads. Bytes: allocated on the heap in a step by all threads, the median step."));
        }

        private List<String> passes(EngineResult engine) {
            var forward = engine.timings(Operation.FORWARD);
            var both = engine.timings(Operation.FORWARD_BACKWARD);
            var step = engine.timings(Operation.STEP);
            var layers = Parts.of(engine);
            return List.of(
                    task.label(engine),
                    median(forward),
                    difference(both, forward),
                    difference(step, both),
                    ObstacleTable.cell(step.map(BOOTSTRAP::median).map(Numbers::withInterval), engine),
                    layers.isEmpty() && step.isPresent()
                            ? "can't be split by layer"
                            : median(layers.flatMap(Parts::milliseconds)));
        }

        private static String difference(Optional<SamplesByStart> minuend, Optional<SamplesByStart> subtrahend) {
            return Numbers.withInterval(
                    minuend.flatMap(more -> subtrahend.map(less -> BOOTSTRAP.differenceOfMedians(more, less))));
        }
    }
}
