package org.scratchcnn.benchmarks.suite;

import static org.scratchcnn.worker.EngineNames.SCRATCH;
import static org.scratchcnn.worker.EngineNames.SCRATCH_DIRECT;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.reports.chart.Figure;
import org.scratchcnn.reports.chart.RatioFigure;
import org.scratchcnn.reports.chart.StepTimeFigure;
import org.scratchcnn.reports.content.IntervalNotes;
import org.scratchcnn.reports.content.ReportContent;
import org.scratchcnn.reports.content.Section;
import org.scratchcnn.reports.content.Section.Block;
import org.scratchcnn.reports.content.Section.FigureBlock;
import org.scratchcnn.reports.content.Section.TableBlock;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.Doubt;
import org.scratchcnn.reports.result.EngineResult;
import org.scratchcnn.reports.result.Peak;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.statistics.Estimate;
import org.scratchcnn.reports.statistics.SamplesByStart;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.EngineNames;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.PlannedRun;
import org.scratchcnn.worker.record.TimingPlan;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/** How many times as fast the library is as its peers, row by row, and how near a training step is to the machine's peak. */
final class Headline extends Suite {

    static final String NAME = "headline";

    /**
     * Something that is timed.
     *
     * @param targets how many times as long each peer is to take for it
     * @param peakShare of the FMA peak that it is to reach, its work counted as that of direct convolutions; 0 for none
     */
    record Row(TaskSpec task, Operation operation, Map<Peer, Double> targets, double peakShare) {

        /** Samples in each operation. */
        int samples() {
            return operation.samples(task.training().batchSize());
        }

        /** For example {@code training step, fashion-cnn, batch 32}. */
        String title() {
            var network = task.network().name();
            return operation == Operation.FORWARD_ONE
                    ? "one image, forward (latency), " + network
                    : operation.title() + ", " + network + ", batch " + samples();
        }

        Stream<Peer> peers() {
            return Stream.of(Peer.values()).filter(targets::containsKey);
        }

        private boolean isTimedBy(String engine) {
            return engine.equals(SCRATCH)
                    || (engine.equals(SCRATCH_DIRECT) && peakShare > 0)
                    || peers().anyMatch(peer -> peer.engines().contains(engine));
        }
    }

    private static final TaskSpec FASHION = Tasks.fashionMnist().withBatchSize(32);
    private static final TaskSpec FASHION_128 = Tasks.fashionMnist().withBatchSize(128);
    private static final TaskSpec CIFAR = Tasks.cifar10().withBatchSize(64);
    private static final TaskSpec TUTORIAL = Tasks.cifar10Tutorial().withBatchSize(64);
    private static final TaskSpec SPIRAL = Tasks.spiral().withBatchSize(32);

    static final List<Row> ROWS = List.of(
            new Row(FASHION, Operation.STEP, Map.of(Peer.DL4J, 12.0, Peer.DL4J_SHIPPED, 50.0, Peer.PYTORCH, 5.0), 0.60),
            new Row(FASHION_128, Operation.STEP, Map.of(Peer.DL4J, 12.0, Peer.PYTORCH, 5.0), 0.60),
            new Row(CIFAR, Operation.STEP, Map.of(Peer.DL4J, 5.0, Peer.DL4J_SHIPPED, 30.0, Peer.PYTORCH, 2.5), 0.62),
            new Row(TUTORIAL, Operation.STEP, Map.of(Peer.DL4J, 4.0, Peer.PYTORCH, 2.0), 0),
            new Row(SPIRAL, Operation.STEP, Map.of(Peer.DL4J, 100.0, Peer.PYTORCH, 8.0), 0),
            new Row(FASHION, Operation.FORWARD, Map.of(Peer.DL4J, 3.0, Peer.PYTORCH, 3.0), 0),
            new Row(CIFAR, Operation.FORWARD, Map.of(Peer.DL4J, 3.0, Peer.PYTORCH, 3.0), 0),
            new Row(FASHION, Operation.FORWARD_ONE, Map.of(Peer.DL4J, 5.0, Peer.PYTORCH, 2.0), 0),
            new Row(CIFAR, Operation.FORWARD_ONE, Map.of(Peer.DL4J, 5.0, Peer.PYTORCH, 2.0), 0));

    /** Rows with a target for their share of the peak. */
    static final List<Row> SHARES =
            ROWS.stream().filter(row -> row.peakShare() > 0).toList();

    /** The share of its known throughput that a peer must come to, or it was handicapped. */
    private static final double LEAST_SHARE = 0.8;

    /** The optimizing compiler and the engines' own caches are done after two or three seconds of work. */
    private static final TimingPlan TIMING = new TimingPlan(5, 3.5, 12, 1.5);

    /** Where a step is little work, most of it is code that runs once a step and is compiled late. */
    private static final TimingPlan LONG_WARM_UP = new TimingPlan(5, 7, 12, 1.5);

    Headline() {
        super(
                NAME,
                "how many times as fast as Deeplearning4j and PyTorch, target by target, and the share of the machine's peak",
                3,
                Optional.empty());
    }

    /** Task by task, so that those that are compared run one soon after the other; steps beside what they consist of. */
    @Override
    List<PlannedRun> round(int number, int threads) {
        return ROWS.stream()
                .map(Row::task)
                .distinct()
                .flatMap(task -> EngineNames.ALL.stream().flatMap(engine -> run(task, engine)))
                .toList();
    }

    private static Stream<PlannedRun> run(TaskSpec task, String engine) {
        var rows = ROWS.stream()
                .filter(row -> row.task().equals(task) && row.isTimedBy(engine))
                .toList();
        if (rows.isEmpty()) {
            return Stream.empty();
        }
        var operations = EnumSet.of(Operation.FORWARD_BACKWARD);
        rows.forEach(row -> operations.add(row.operation()));
        var timing = task.equals(SPIRAL) ? LONG_WARM_UP : TIMING;
        return Stream.of(PlannedRun.timed(task, engine, List.copyOf(operations), timing));
    }

    @Override
    public boolean hasTargets() {
        return true;
    }

    @Override
    List<Target> targets(ComparisonRecord record) {
        var tables = new Tables(record);
        return Stream.concat(
                        ROWS.stream().flatMap(row -> row.peers().map(peer -> tables.ratio(row, peer))),
                        SHARES.stream().map(tables::share))
                .toList();
    }

    @Override
    public ReportContent report(ComparisonRecord record) {
        return ReportContent.ofSuite(
                record, List.of(new Section(Section.Part.OVERVIEW, "Headline", new Tables(record).blocks())));
    }

    /** A peer's times of a row, those of its fastest engine; empty if none may be published. */
    static Optional<SamplesByStart> peerTimes(ComparisonRecord record, Row row, Peer peer) {
        return new Tables(record).times(row, peer.engines());
    }

    /** One record's tables. */
    private record Tables(
            ComparisonRecord record,
            List<TaskResult> results,
            Optional<Expectations.Kind> kind,
            Expectations expectations) {

        Tables(ComparisonRecord record) {
            this(record, TaskResult.of(record), Expectations.Kind.of(record), Expectations.checkedIn());
        }

        List<Block> blocks() {
            var blocks = new ArrayList<Block>();
            blocks.add(new TableBlock(ratios()));
            ratioFigure().map(FigureBlock::new).ifPresent(blocks::add);
            blocks.add(new TableBlock(times()));
            blocks.add(new TableBlock(shares()));
            StepTimeFigure.of(results, BOOTSTRAP).map(FigureBlock::new).ifPresent(blocks::add);
            return blocks;
        }

        /** The fastest of the engines that have times which may be published. */
        private Optional<EngineResult> engine(Row row, List<String> engines) {
            return TaskResult.of(results, row.task()).flatMap(result -> result.fastest(engines, row.operation()));
        }

        private Optional<SamplesByStart> times(Row row, List<String> engines) {
            return engine(row, engines).flatMap(engine -> engine.timings(row.operation()));
        }

        private Optional<SamplesByStart> times(Row row, String engine) {
            return times(row, List.of(engine));
        }

        /** How many times as long the peer takes, beside its target. */
        private Target ratio(Row row, Peer peer) {
            var mine = engine(row, List.of(SCRATCH));
            var theirs = engine(row, peer.engines());
            var their = times(row, peer.engines());
            return new Target(
                    row.targets().getOrDefault(peer, 0.0),
                    times(row, SCRATCH).flatMap(my -> their.map(times -> BOOTSTRAP.ratioOfMedians(times, my))),
                    their.flatMap(times -> handicap(row, peer, times))
                            .or(() -> theirs.flatMap(engine -> Doubt.about(engine, row.operation())))
                            .or(() -> mine.flatMap(engine -> Doubt.about(engine, row.operation()))));
        }

        /** Whether a peer came to much less than it is known for on such machines. */
        private Optional<String> handicap(Row row, Peer peer, SamplesByStart times) {
            return kind.stream()
                    .flatMapToDouble(known -> expectations.perSecond(known, row, peer).stream())
                    .map(perSecond -> 1_000 * row.samples() / times.median() / perSecond)
                    .filter(share -> share < LEAST_SHARE)
                    .mapToObj(share ->
                            String.format(Locale.ROOT, "the peer came to %.0f %% of its known throughput", 100 * share))
                    .findFirst();
        }

        /** How much of the peak a step makes, in per cent. */
        private Target share(Row row) {
            return new Target(
                    100 * row.peakShare(),
                    share(row, SCRATCH),
                    engine(row, List.of(SCRATCH)).flatMap(engine -> Doubt.about(engine, row.operation())));
        }

        private Optional<Estimate> share(Row row, String engine) {
            return times(row, engine)
                    .flatMap(step -> peak(row).map(peak -> Peak.share(flops(row), step, peak, BOOTSTRAP)));
        }

        private Optional<SamplesByStart> peak(Row row) {
            return Peak.of(record, threads(row));
        }

        private int threads(Row row) {
            return engine(row, List.of(SCRATCH))
                    .map(EngineResult::threads)
                    .orElse(record.machine().cores());
        }

        private static long flops(Row row) {
            return row.task().network().resolve().trainingFlops() * row.samples();
        }

        private Table ratios() {
            var rows = ROWS.stream()
                    .map(row -> cells(
                            row.title(),
                            Stream.of(Peer.values())
                                    .map(peer -> row.targets().containsKey(peer)
                                            ? ratio(row, peer).words()
                                            : "")))
                    .toList();
            var pytorch = ROWS.stream()
                            .anyMatch(row -> times(row, Peer.PYTORCH.engines()).isPresent())
                    ? "PyTorch: in whichever layout has the smaller median, row by row."
                    : "PyTorch takes part where it is built: ./mvnw -Ppytorch package -DskipTests";
            var known = kind.filter(expectations::know)
                    .map(machine ->
                            "A peer that comes to less than %s of what it is known for on this kind of machine (%s) was handicapped: no verdict."
                                    .formatted(Numbers.percent(LEAST_SHARE, 0), machine.title()))
                    .orElse("Nothing is known of the peers' throughput on this kind of machine.");
            var notes = List.of(
                    "≥ target: the peer's median time by that of %s [95 %% interval over process starts]. A question mark: the target is inside the interval."
                            .formatted(SCRATCH),
                    "A verdict needs %s process starts of each side that agree within a factor of %s, and times that fit the engine's other operations."
                            .formatted(Doubt.LEAST_STARTS, Numbers.plain(Doubt.AGREEMENT)),
                    pytorch,
                    known);
            var columns =
                    cells("How many times as fast as", Stream.of(Peer.values()).map(Peer::title));
            return new Table(SCRATCH + " beside its targets", Column.list(String.join(" | ", columns)), rows, notes);
        }

        /** Only ratios with a verdict. */
        private Optional<Figure> ratioFigure() {
            var works = ROWS.stream()
                    .map(row -> new RatioFigure.Work(
                            row.title(),
                            row.peers()
                                    .flatMap(peer -> ratio(row, peer).headline().stream()
                                            .map(estimate -> new RatioFigure.Ratio(
                                                    peer.title(), peer.engines().getFirst(), estimate)))
                                    .toList()))
                    .toList();
            return RatioFigure.of("How many times as long the others take as " + SCRATCH, works);
        }

        private Table times() {
            var engines = EngineNames.ALL.stream()
                    .filter(engine ->
                            ROWS.stream().anyMatch(row -> times(row, engine).isPresent()))
                    .toList();
            var rows = ROWS.stream()
                    .map(row -> cells(row.title(), engines.stream().map(engine -> median(times(row, engine)))))
                    .toList();
            return new Table(
                    "Milliseconds behind these ratios",
                    Column.list(String.join(
                            " | ", cells("Operation", engines.stream().map(engine -> engine + ":")))),
                    rows,
                    notes(IntervalNotes.ofSteps(results), MEDIANS));
        }

        private Table shares() {
            var rows = SHARES.stream()
                    .map(row -> List.of(
                            row.title(),
                            Integer.toString(threads(row)),
                            Numbers.significant(flops(row) / 1e9),
                            median(times(row, SCRATCH)),
                            median(peak(row)),
                            share(row).words(),
                            Numbers.withInterval(share(row, SCRATCH_DIRECT))))
                    .toList();
            return new Table(
                    "Share of the FMA peak",
                    Column.list(
                            "Operation | Threads: | GFLOP: | scratch, ms: | Peak, GFLOP/s: | Share of the peak, % | With DIRECT only, %:"),
                    rows,
                    List.of(
                            "GFLOP: two for each multiply–accumulate of direct convolutions, forward and for both gradients, less the first layer's gradient by input; the same for Winograd's algorithm, which does fewer.",
                            "Peak: fused multiply-adds in registers on as many threads, read between the runs; there is none where the JVM has no SIMD."));
        }

        private static List<String> cells(String first, Stream<String> others) {
            return Stream.concat(Stream.of(first), others).toList();
        }
    }
}
