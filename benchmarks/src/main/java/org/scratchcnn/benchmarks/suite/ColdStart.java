package org.scratchcnn.benchmarks.suite;

import static org.scratchcnn.worker.EngineNames.SCRATCH;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.network.zoo.Zoo;
import org.scratchcnn.reports.content.IntervalNotes;
import org.scratchcnn.reports.content.ReportContent;
import org.scratchcnn.reports.content.Section;
import org.scratchcnn.reports.content.Section.Block;
import org.scratchcnn.reports.content.Section.TableBlock;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.Doubt;
import org.scratchcnn.reports.result.EngineResult;
import org.scratchcnn.reports.result.Publication;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.statistics.SamplesByStart;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.Milestone;
import org.scratchcnn.worker.record.PlannedRun;
import org.scratchcnn.worker.record.TimingPlan;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/** How soon a process trains, and how much memory it takes to. */
final class ColdStart extends Suite {

    /** By the hundredth step most engines are at their speed; by the last memory has grown to what training takes. */
    private static final int FIRST = 1;

    private static final int HUNDREDTH = 100;
    private static final int LAST = 300;

    /** The heap that the library is also run with, as behind {@code -Xmx}: it holds this training at full speed. */
    static final String SMALL_HEAP = "64m";

    private static final List<Peer> PEERS = List.of(Peer.DL4J, Peer.PYTORCH);

    private static final TimingPlan TIMING = new TimingPlan(5, 3.5, 12, 1.5);

    /** Fashion-MNIST's network on random numbers, so that no reading of files counts. */
    static final TaskSpec TASK = onNoise("fashion-start", Zoo.fashionCnn(), OptimizerSpec.adam(1e-3), 32, 608);

    /** What is compared, one value a process, and with which peer, which is to take at least as much as the library. */
    private enum Quantity {
        /** Milliseconds from the start of the virtual machine to the end of a step. */
        FIRST_STEP("to the first step", FIRST, Peer.DL4J),
        HUNDRED_STEPS("to step " + HUNDREDTH, HUNDREDTH, Peer.DL4J),
        /** Mebibytes that the process had in use at most, up to a step. */
        MEMORY_OF_HUNDRED_STEPS("after step " + HUNDREDTH, HUNDREDTH, Peer.PYTORCH),
        MEMORY("after step " + LAST, LAST, Peer.PYTORCH);

        private final String heading;
        private final int step;
        private final Peer target;

        Quantity(String heading, int step, Peer target) {
            this.heading = heading;
            this.step = step;
            this.target = target;
        }

        private boolean ofMemory() {
            return this == MEMORY || this == MEMORY_OF_HUNDRED_STEPS;
        }

        private Stream<Double> of(Milestone milestone) {
            if (milestone.step() != step) {
                return Stream.empty();
            }
            return ofMemory()
                    ? Stream.ofNullable(milestone.peakResidentBytes()).map(bytes -> bytes / (double) (1 << 20))
                    : Stream.of(milestone.milliseconds());
        }
    }

    ColdStart() {
        super("start", "how soon each engine trains, and how much memory it takes to", 5, Optional.empty());
    }

    /** Every engine as it comes, and the library with a small heap, its steps timed. */
    @Override
    List<PlannedRun> round(int number, int threads) {
        var steps = List.of(FIRST, HUNDREDTH, LAST);
        var library = PlannedRun.started(TASK, SCRATCH, steps).withOperations(List.of(Operation.STEP), TIMING);
        return Stream.concat(
                        Stream.of(library, library.withOptions(new EngineOptions(threads, SMALL_HEAP))),
                        Stream.of(Peer.values())
                                .flatMap(peer -> peer.engines().stream())
                                .map(engine -> PlannedRun.started(TASK, engine, steps)))
                .toList();
    }

    @Override
    public boolean hasTargets() {
        return true;
    }

    @Override
    List<Target> targets(ComparisonRecord record) {
        return Tables.of(record).stream()
                .flatMap(tables -> Stream.of(Quantity.values()).map(tables::target))
                .toList();
    }

    @Override
    public ReportContent report(ComparisonRecord record) {
        return ReportContent.ofSuite(
                record,
                Tables.of(record).stream()
                        .map(tables -> new Section(Section.Part.OVERVIEW, "Start", tables.blocks()))
                        .toList());
    }

    /** One record's tables. */
    private record Tables(TaskResult result) {

        static Optional<Tables> of(ComparisonRecord record) {
            return TaskResult.of(TaskResult.of(record), TASK).map(Tables::new);
        }

        List<Block> blocks() {
            return List.of(
                    new TableBlock(
                            table(
                                    "Cold start: milliseconds from the start of the virtual machine",
                                    List.of(Quantity.FIRST_STEP, Quantity.HUNDRED_STEPS),
                                    "What the measuring itself takes, reading the request and drawing batches and initial weights, is left out.")),
                    new TableBlock(
                            table(
                                    "Memory: the most that the process had in use, MiB",
                                    List.of(Quantity.MEMORY_OF_HUNDRED_STEPS, Quantity.MEMORY),
                                    "Peak resident set (VmHWM), with the virtual machine, its heap and native libraries. The target is of the library with the small heap, which its steps must not be slower for.")));
        }

        /** The engines whose figures may be published, the library with each of its heaps. */
        private List<EngineResult> engines() {
            return result.engines().stream()
                    .filter(engine -> values(engine, Quantity.FIRST_STEP).isPresent())
                    .toList();
        }

        /** One value a process; empty if none may be published. */
        private static Optional<SamplesByStart> values(EngineResult engine, Quantity quantity) {
            var starts = engine.runs().stream()
                    .filter(Publication::published)
                    .flatMap(run -> run.milestones().stream())
                    .flatMap(quantity::of)
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

        /** Whether a target is about this engine: the library as it comes, or for memory with the small heap. */
        private static boolean isJudged(EngineResult engine, Quantity quantity) {
            return engine.engine().equals(SCRATCH)
                    && quantity.ofMemory() == SMALL_HEAP.equals(engine.options().heap());
        }

        private Target target(Quantity quantity) {
            var mine = engines().stream()
                    .filter(engine -> isJudged(engine, quantity))
                    .flatMap(engine -> values(engine, quantity).stream())
                    .findFirst();
            var theirs = values(quantity.target, quantity);
            return new Target(
                    1,
                    mine.flatMap(times -> theirs.map(others -> BOOTSTRAP.ratioOfMedians(others, times))),
                    mine.flatMap(Doubt::about).or(() -> theirs.flatMap(Doubt::about)));
        }

        private Table table(String caption, List<Quantity> quantities, String note) {
            var columns = new ArrayList<>(List.of(Column.text("Engine")));
            for (var quantity : quantities) {
                columns.add(Column.number(quantity.heading));
                PEERS.forEach(peer -> columns.add(Column.number("times, " + peer.title())));
            }
            columns.add(Column.number("Step, ms"));
            var notes = notes(
                    IntervalNotes.ofStarts(
                            engines().stream().flatMap(engine -> values(engine, Quantity.FIRST_STEP).stream())),
                    "Training of %s, batches of %s, from a fresh process on; median [95 %% interval] over process starts."
                            .formatted(TASK.network().name(), Numbers.count(result.batchSize())),
                    "Times: how many times as much the peer takes, PyTorch in its better layout; above 1 is less than it. A question mark: the target is inside the interval.",
                    note);
            var rows = engines().stream().map(engine -> row(engine, quantities)).toList();
            return new Table(caption, columns, rows, notes).withoutEmptyColumns();
        }

        private List<String> row(EngineResult engine, List<Quantity> quantities) {
            var cells = new ArrayList<>(List.of(result.label(engine)));
            for (var quantity : quantities) {
                cells.add(median(values(engine, quantity)));
                PEERS.forEach(peer -> cells.add(times(engine, quantity, peer)));
            }
            var step = engine.timings(Operation.STEP);
            cells.add(step.isEmpty() ? "" : median(step));
            return cells;
        }

        private String times(EngineResult engine, Quantity quantity, Peer peer) {
            if (peer.engines().contains(engine.engine())) {
                return "";
            }
            if (peer == quantity.target && isJudged(engine, quantity)) {
                return target(quantity).words();
            }
            return Numbers.withInterval(values(engine, quantity)
                    .flatMap(mine -> values(peer, quantity).map(theirs -> BOOTSTRAP.ratioOfMedians(theirs, mine))));
        }
    }
}
