package org.scratchcnn.benchmarks.suite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.scratchcnn.benchmarks.harness.ComparisonPlan;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.network.DataSetSpec;
import org.scratchcnn.network.DataSpec;
import org.scratchcnn.network.DataSpec.Scaling;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.network.zoo.Zoo;
import org.scratchcnn.reports.content.IntervalNotes;
import org.scratchcnn.reports.content.ReportContent;
import org.scratchcnn.reports.content.Section;
import org.scratchcnn.reports.content.Section.Block;
import org.scratchcnn.reports.content.Section.Part;
import org.scratchcnn.reports.content.Section.TableBlock;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.Doubt;
import org.scratchcnn.reports.result.EngineResult;
import org.scratchcnn.reports.result.Publication;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.reports.statistics.Estimate;
import org.scratchcnn.reports.statistics.SamplesByStart;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.EngineNames;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.Milestone;
import org.scratchcnn.worker.record.PlannedRun;
import org.scratchcnn.worker.record.TimingPlan;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/** How soon a process trains, and how much memory it takes to. */
final class ColdStart implements Suite {

    private static final int FIRST = 1;

    /** The step by which most engines are at their speed. */
    private static final int HUNDREDTH = 100;

    /** The step by which memory has grown to what training takes. */
    private static final int LAST = 300;

    /** The share of its speed that the library must keep with less heap, for its memory to count. */
    private static final double KEPT_SPEED = 0.97;

    /** The heaps that the library is also run with, as behind {@code -Xmx}. */
    static final List<String> HEAPS = List.of("256m", "128m", "96m", "64m");

    private static final List<String> ENGINES = List.of(
            EngineNames.SCRATCH,
            EngineNames.DL4J,
            EngineNames.DL4J_SHIPPED,
            EngineNames.PYTORCH,
            EngineNames.PYTORCH_CHANNELS_LAST);

    private static final List<Peer> PEERS = List.of(Peer.DL4J, Peer.PYTORCH);

    private static final TimingPlan TIMING = new TimingPlan(5, 3.5, 12, 1.5);

    private static final double BYTES_OF_MEBIBYTE = 1 << 20;

    /** Fashion-MNIST's network on random numbers, so that no reading of files counts. */
    static final TaskSpec TASK = new TaskSpec(
            "fashion-start",
            new DataSpec(new DataSetSpec.Noise(Zoo.fashionCnn().input(), 10, 640, 1), 608, 0, 32, Scaling.NONE, 0, 1),
            TrainingSpec.of(Zoo.fashionCnn(), OptimizerSpec.adam(1e-3), 32, 1));

    /** What is compared: milliseconds since the virtual machine started, and mebibytes in use at most, up to a step. */
    private enum Quantity {
        FIRST_STEP("to the first step", FIRST, Peer.DL4J),
        HUNDRED_STEPS("to step " + HUNDREDTH, HUNDREDTH, Peer.DL4J),
        MEMORY_OF_HUNDRED_STEPS("after step " + HUNDREDTH, HUNDREDTH, Peer.PYTORCH),
        MEMORY("after step " + LAST, LAST, Peer.PYTORCH);

        private final String heading;
        private final int step;

        /** That is to take at least as much as the library. */
        private final Peer target;

        Quantity(String heading, int step, Peer target) {
            this.heading = heading;
            this.step = step;
            this.target = target;
        }

        private boolean ofMemory() {
            return target == Peer.PYTORCH;
        }

        private Optional<Double> of(Milestone milestone) {
            return ofMemory()
                    ? Optional.ofNullable(milestone.peakResidentBytes()).map(bytes -> bytes / BYTES_OF_MEBIBYTE)
                    : Optional.of(milestone.milliseconds());
        }
    }

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String description() {
        return "how soon each engine trains, and how much memory it takes to";
    }

    @Override
    public int defaultRounds() {
        return 5;
    }

    /** Every engine as it comes, and the library with less and less heap, its steps timed. */
    @Override
    public ComparisonPlan plan(int rounds, int threads, Predicate<String> available) {
        var round = new ArrayList<PlannedRun>();
        for (var engine : ENGINES) {
            var run = PlannedRun.started(TASK, engine, List.of(FIRST, HUNDREDTH, LAST));
            if (engine.equals(EngineNames.SCRATCH)) {
                var timed = run.withOperations(List.of(Operation.STEP), TIMING);
                round.add(timed);
                HEAPS.forEach(heap -> round.add(timed.withOptions(new EngineOptions(threads, heap))));
            } else {
                round.add(run);
            }
        }
        return ComparisonPlan.ofRounds(name(), rounds, round, available);
    }

    @Override
    public boolean hasTargets() {
        return true;
    }

    @Override
    public List<Target> targets(ComparisonRecord record) {
        return Tables.of(record).stream()
                .flatMap(tables -> Arrays.stream(Quantity.values()).map(tables::target))
                .toList();
    }

    @Override
    public ReportContent report(ComparisonRecord record) {
        return ReportContent.ofSuite(
                record,
                Tables.of(record).stream()
                        .map(tables -> new Section(Part.OVERVIEW, "Start", tables.blocks()))
                        .toList());
    }

    /** One record's tables. */
    private record Tables(ComparisonRecord record, TaskResult result, Bootstrap bootstrap) {

        static Optional<Tables> of(ComparisonRecord record) {
            return TaskResult.of(record).stream()
                    .filter(result -> result.task().equals(TASK))
                    .findFirst()
                    .map(result -> new Tables(record, result, Bootstrap.ofReports()));
        }

        List<Block> blocks() {
            return List.of(
                    new TableBlock(
                            table(
                                    "Cold start: milliseconds from the start of the virtual machine",
                                    List.of(Quantity.FIRST_STEP, Quantity.HUNDRED_STEPS),
                                    "What the measuring itself takes, reading the request and drawing batches and initial weights, is left out.")),
                    new TableBlock(table(
                            "Memory: the most that the process had in use, MiB",
                            List.of(Quantity.MEMORY_OF_HUNDRED_STEPS, Quantity.MEMORY),
                            "Peak resident set (VmHWM), with the virtual machine, its heap and native libraries. What counts is the library with the heap that takes the least memory and keeps %s of its speed."
                                    .formatted(Numbers.percent(KEPT_SPEED, 0)))));
        }

        /** The engines whose figures may be published, the library with each of its heaps. */
        private List<EngineResult> engines() {
            return result.engines().stream()
                    .filter(engine -> values(engine, Quantity.FIRST_STEP).isPresent())
                    .toList();
        }

        /** One value a process; empty if none may be published. */
        private Optional<SamplesByStart> values(EngineResult engine, Quantity quantity) {
            var starts = engine.runs().stream()
                    .filter(Publication::published)
                    .flatMap(run -> run.milestones().stream())
                    .filter(milestone -> milestone.step() == quantity.step)
                    .flatMap(milestone -> quantity.of(milestone).stream())
                    .map(List::of)
                    .toList();
            return starts.isEmpty() ? Optional.empty() : Optional.of(new SamplesByStart(starts));
        }

        private Optional<SamplesByStart> values(Peer peer, Quantity quantity) {
            return result.engines().stream()
                    .filter(other -> peer.engines().contains(other.engine()))
                    .flatMap(other -> values(other, quantity).stream())
                    .min(Comparator.comparingDouble(SamplesByStart::median));
        }

        private Optional<Estimate> ratio(EngineResult engine, Quantity quantity, Peer peer) {
            return values(engine, quantity)
                    .flatMap(mine -> values(peer, quantity).map(theirs -> bootstrap.ratioOfMedians(theirs, mine)));
        }

        /**
         * The library's run whose value counts: as it comes where time is compared; where memory is, with the heap that
         * takes the least and keeps its speed.
         */
        private Optional<EngineResult> candidate(Quantity quantity) {
            var all = engines().stream()
                    .filter(engine -> engine.engine().equals(EngineNames.SCRATCH))
                    .toList();
            var asItComes = all.stream()
                    .filter(engine -> engine.options().heap() == null)
                    .findFirst();
            if (!quantity.ofMemory()) {
                return asItComes;
            }
            double slowest = asItComes
                    .flatMap(engine -> engine.timings(Operation.STEP))
                    .map(step -> step.median() / KEPT_SPEED)
                    .orElse(0.0);
            return all.stream()
                    .filter(engine -> engine.timings(Operation.STEP)
                            .filter(step -> step.median() <= slowest)
                            .isPresent())
                    .filter(engine -> values(engine, quantity).isPresent())
                    .min(Comparator.comparingDouble(
                            engine -> values(engine, quantity).orElseThrow().median()))
                    .or(() -> asItComes);
        }

        private Target target(Quantity quantity) {
            var mine = candidate(quantity).flatMap(engine -> values(engine, quantity));
            var theirs = values(quantity.target, quantity);
            return mine.isEmpty() || theirs.isEmpty()
                    ? Target.missing(1, "not measured")
                    : Target.of(
                            1,
                            bootstrap.ratioOfMedians(theirs.get(), mine.get()),
                            Doubt.about(mine.get()).or(() -> Doubt.about(theirs.get())));
        }

        private Table table(String caption, List<Quantity> quantities, String note) {
            var columns = new ArrayList<Column>();
            columns.add(Column.text("Engine"));
            for (var quantity : quantities) {
                columns.add(Column.number(quantity.heading));
                PEERS.forEach(peer -> columns.add(Column.number("times, " + peer.title())));
            }
            columns.add(Column.number("Step, ms"));
            var notes = new ArrayList<String>();
            notes.add(
                    "Training of %s, batches of %d, from a fresh process on; median [95 %% interval] over process starts."
                            .formatted(TASK.network().name(), result.batchSize()));
            notes.add(
                    "Times: how many times as much the peer takes, PyTorch in its better layout; above 1 is less than it. A question mark: the target is inside the interval.");
            notes.add(note);
            IntervalNotes.ofStarts(engines().stream()
                            .flatMap(engine ->
                                    quantities.stream().flatMap(quantity -> values(engine, quantity).stream())))
                    .ifPresent(notes::add);
            return new Table(
                            caption,
                            columns,
                            engines().stream()
                                    .map(engine -> row(engine, quantities))
                                    .toList(),
                            notes)
                    .withoutEmptyColumns();
        }

        private List<String> row(EngineResult engine, List<Quantity> quantities) {
            return Stream.of(
                            Stream.of(result.label(engine)),
                            quantities.stream()
                                    .flatMap(quantity -> Stream.concat(
                                            Stream.of(median(values(engine, quantity))
                                                    .orElse(Numbers.NONE)),
                                            PEERS.stream().map(peer -> times(engine, quantity, peer)))),
                            Stream.of(median(engine.timings(Operation.STEP)).orElse("")))
                    .flatMap(cells -> cells)
                    .toList();
        }

        private Optional<String> median(Optional<SamplesByStart> samples) {
            return samples.map(bootstrap::median).map(Numbers::withInterval);
        }

        private String times(EngineResult engine, Quantity quantity, Peer peer) {
            if (peer.engines().contains(engine.engine())) {
                return "";
            }
            if (peer == quantity.target
                    && candidate(quantity).filter(engine::equals).isPresent()) {
                return target(quantity).words();
            }
            return ratio(engine, quantity, peer).map(Numbers::withInterval).orElse(Numbers.NONE);
        }
    }
}
