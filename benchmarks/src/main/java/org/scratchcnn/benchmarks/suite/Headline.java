package org.scratchcnn.benchmarks.suite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.scratchcnn.benchmarks.harness.ComparisonPlan;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.reports.chart.RatioFigure;
import org.scratchcnn.reports.chart.RatioFigure.Ratio;
import org.scratchcnn.reports.chart.RatioFigure.Work;
import org.scratchcnn.reports.chart.StepTimeFigure;
import org.scratchcnn.reports.content.IntervalNotes;
import org.scratchcnn.reports.content.ReportContent;
import org.scratchcnn.reports.content.Section;
import org.scratchcnn.reports.content.Section.Block;
import org.scratchcnn.reports.content.Section.FigureBlock;
import org.scratchcnn.reports.content.Section.Part;
import org.scratchcnn.reports.content.Section.TableBlock;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.Doubt;
import org.scratchcnn.reports.result.EngineResult;
import org.scratchcnn.reports.result.Peak;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.reports.statistics.SamplesByStart;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.EngineNames;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.PlannedRun;
import org.scratchcnn.worker.record.TimingPlan;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/** How many times as fast the library is as its peers, row by row, and how near a training step is to the machine's peak. */
final class Headline implements Suite {

    static final String NAME = "headline";

    /** Something that is timed, and how many times as long each peer is to take for it. */
    record Row(TaskSpec task, Operation operation, Map<Peer, Double> targets) {

        /** Samples in each operation. */
        int samples() {
            return operation.samples(task.training().batchSize());
        }

        /** For example {@code training step, fashion-cnn, batch 32}. */
        String title() {
            var network = task.network().name();
            int batchSize = task.training().batchSize();
            return switch (operation) {
                case STEP -> "training step, %s, batch %d".formatted(network, batchSize);
                case FORWARD -> "forward only, %s, batch %d".formatted(network, batchSize);
                case FORWARD_BACKWARD -> "forward and backward, %s, batch %d".formatted(network, batchSize);
                case FORWARD_ONE -> "one image, forward (latency), %s".formatted(network);
            };
        }
    }

    private static final TaskSpec FASHION = Tasks.fashionMnist().withBatchSize(32);
    private static final TaskSpec FASHION_128 = Tasks.fashionMnist().withBatchSize(128);
    private static final TaskSpec CIFAR = Tasks.cifar10().withBatchSize(64);

    static final List<Row> ROWS = List.of(
            new Row(FASHION, Operation.STEP, Map.of(Peer.DL4J, 12.0, Peer.DL4J_SHIPPED, 50.0, Peer.PYTORCH, 5.0)),
            new Row(FASHION_128, Operation.STEP, Map.of(Peer.DL4J, 12.0, Peer.PYTORCH, 5.0)),
            new Row(CIFAR, Operation.STEP, Map.of(Peer.DL4J, 5.0, Peer.DL4J_SHIPPED, 30.0, Peer.PYTORCH, 2.5)),
            new Row(
                    Tasks.cifar10Tutorial().withBatchSize(64),
                    Operation.STEP,
                    Map.of(Peer.DL4J, 4.0, Peer.PYTORCH, 2.0)),
            new Row(Tasks.spiral().withBatchSize(32), Operation.STEP, Map.of(Peer.DL4J, 100.0, Peer.PYTORCH, 8.0)),
            new Row(FASHION, Operation.FORWARD, Map.of(Peer.DL4J, 3.0, Peer.PYTORCH, 3.0)),
            new Row(CIFAR, Operation.FORWARD, Map.of(Peer.DL4J, 3.0, Peer.PYTORCH, 3.0)),
            new Row(FASHION, Operation.FORWARD_ONE, Map.of(Peer.DL4J, 5.0, Peer.PYTORCH, 2.0)),
            new Row(CIFAR, Operation.FORWARD_ONE, Map.of(Peer.DL4J, 5.0, Peer.PYTORCH, 2.0)));

    /** The share of the FMA peak that a training step is to reach, its work counted as that of direct convolutions. */
    static final SequencedMap<TaskSpec, Double> PEAK_SHARES = new LinkedHashMap<>();

    static {
        PEAK_SHARES.put(FASHION, 0.60);
        PEAK_SHARES.put(FASHION_128, 0.60);
        PEAK_SHARES.put(CIFAR, 0.62);
    }

    /** The share of its known throughput that a peer must come to, or it was handicapped. */
    private static final double LEAST_SHARE = 0.8;

    /** The optimizing compiler and the engines' own caches are done after two or three seconds of work. */
    private static final TimingPlan TIMING = new TimingPlan(5, 3.5, 12, 1.5);

    /** Where a step is little work, most of it is code that runs once a step and is compiled late. */
    private static final TimingPlan LONG_WARM_UP = new TimingPlan(5, 7, 12, 1.5);

    private static final long LITTLE_WORK = 10_000_000;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "how many times as fast as Deeplearning4j and PyTorch, target by target, and the share of the machine's peak";
    }

    @Override
    public int defaultRounds() {
        return 3;
    }

    /** Task by task, so that those that are compared run one soon after the other. */
    @Override
    public ComparisonPlan plan(int rounds, int threads, Predicate<String> available) {
        var operations = new LinkedHashMap<TaskSpec, SequencedMap<String, Set<Operation>>>();
        for (var row : ROWS) {
            add(operations, row.task(), EngineNames.SCRATCH, row.operation());
            row.targets().keySet().stream()
                    .sorted()
                    .flatMap(peer -> peer.engines().stream())
                    .forEach(engine -> add(operations, row.task(), engine, row.operation()));
        }
        PEAK_SHARES.keySet().forEach(task -> add(operations, task, EngineNames.SCRATCH_DIRECT, Operation.STEP));
        var round = new ArrayList<PlannedRun>();
        operations.forEach((task, engines) -> engines.forEach(
                (engine, timed) -> round.add(PlannedRun.timed(task, engine, List.copyOf(timed), timing(task)))));
        return ComparisonPlan.ofRounds(NAME, rounds, round, available);
    }

    /** A step is timed beside what it consists of, which its time has to fit. */
    private static void add(
            Map<TaskSpec, SequencedMap<String, Set<Operation>>> operations,
            TaskSpec task,
            String engine,
            Operation operation) {
        var timed = operations
                .computeIfAbsent(task, _ -> new LinkedHashMap<>())
                .computeIfAbsent(engine, _ -> EnumSet.of(Operation.FORWARD_BACKWARD));
        timed.add(operation);
    }

    private static TimingPlan timing(TaskSpec task) {
        long flops = task.network().resolve().trainingFlops() * task.training().batchSize();
        return flops < LITTLE_WORK ? LONG_WARM_UP : TIMING;
    }

    @Override
    public boolean hasTargets() {
        return true;
    }

    @Override
    public List<Target> targets(ComparisonRecord record) {
        return new Tables(record).targets();
    }

    @Override
    public ReportContent report(ComparisonRecord record) {
        return ReportContent.ofSuite(
                record, List.of(new Section(Part.OVERVIEW, "Headline", new Tables(record).blocks())));
    }

    /** A peer's times of a row, those of its fastest engine; empty if none may be published. */
    static Optional<SamplesByStart> peerTimes(ComparisonRecord record, Row row, Peer peer) {
        return new Tables(record).fastest(row, peer.engines()).flatMap(engine -> engine.timings(row.operation()));
    }

    /** One record's tables. */
    private static final class Tables {

        private final ComparisonRecord record;
        private final List<TaskResult> results;
        private final Optional<Expectations.Kind> kind;
        private final Expectations expectations = Expectations.checkedIn();
        private final Bootstrap bootstrap = Bootstrap.ofReports();

        Tables(ComparisonRecord record) {
            this.record = record;
            results = TaskResult.of(record);
            kind = Expectations.Kind.of(record);
        }

        List<Target> targets() {
            return Stream.concat(
                            ROWS.stream()
                                    .flatMap(row -> row.targets().keySet().stream()
                                            .sorted()
                                            .map(peer -> ratio(row, peer))),
                            PEAK_SHARES.keySet().stream().map(this::share))
                    .toList();
        }

        List<Block> blocks() {
            var blocks = new ArrayList<Block>();
            blocks.add(new TableBlock(ratios()));
            ratioFigure().map(FigureBlock::new).ifPresent(blocks::add);
            blocks.add(new TableBlock(times()));
            blocks.add(new TableBlock(shares()));
            StepTimeFigure.of(results, bootstrap).map(FigureBlock::new).ifPresent(blocks::add);
            return blocks;
        }

        private Optional<TaskResult> result(TaskSpec task) {
            return results.stream().filter(result -> result.task().equals(task)).findFirst();
        }

        private Optional<EngineResult> engine(TaskSpec task, String engine) {
            return result(task).stream()
                    .flatMap(result -> result.engines().stream())
                    .filter(candidate -> candidate.engine().equals(engine))
                    .findFirst();
        }

        private Optional<EngineResult> fastest(Row row, List<String> engines) {
            record Timed(EngineResult engine, double milliseconds) {}
            return engines.stream()
                    .flatMap(engine -> engine(row.task(), engine).stream())
                    .flatMap(engine ->
                            engine.timings(row.operation()).stream().map(times -> new Timed(engine, times.median())))
                    .min(Comparator.comparingDouble(Timed::milliseconds))
                    .map(Timed::engine);
        }

        private Optional<SamplesByStart> times(TaskSpec task, String engine, Operation operation) {
            return engine(task, engine).flatMap(result -> result.timings(operation));
        }

        /** How many times as long the peer takes, beside its target. */
        private Target ratio(Row row, Peer peer) {
            double least = row.targets().getOrDefault(peer, 0.0);
            var mine = fastest(row, List.of(EngineNames.SCRATCH));
            var theirs = fastest(row, peer.engines());
            if (mine.isEmpty() || theirs.isEmpty()) {
                return Target.missing(
                        least,
                        whyMissing(row.task(), mine.isPresent() ? peer.engines() : List.of(EngineNames.SCRATCH)));
            }
            var their = theirs.get().timings(row.operation()).orElseThrow();
            var my = mine.get().timings(row.operation()).orElseThrow();
            return Target.of(
                    least,
                    bootstrap.ratioOfMedians(their, my),
                    handicap(row, peer, their)
                            .or(() -> Doubt.about(theirs.get(), row.operation()))
                            .or(() -> Doubt.about(mine.get(), row.operation())));
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

        private String whyMissing(TaskSpec task, List<String> engines) {
            return engines.stream()
                    .filter(engine -> engine(task, engine).isPresent())
                    .findFirst()
                    .map(engine -> engine + " without result")
                    .orElse(engines.getFirst() + " not run");
        }

        /** How much of the peak a step makes, in per cent. */
        private Target share(TaskSpec task) {
            double least = 100 * PEAK_SHARES.getOrDefault(task, 0.0);
            var step = times(task, EngineNames.SCRATCH, Operation.STEP);
            var peak = peak(task);
            if (step.isEmpty() || peak.isEmpty()) {
                return Target.missing(
                        least, step.isEmpty() ? whyMissing(task, List.of(EngineNames.SCRATCH)) : "no peak");
            }
            return Target.of(
                    least,
                    Peak.share(flops(task), step.get(), peak.get(), bootstrap),
                    engine(task, EngineNames.SCRATCH).flatMap(engine -> Doubt.about(engine, Operation.STEP)));
        }

        private Optional<SamplesByStart> peak(TaskSpec task) {
            return Peak.of(record, threads(task));
        }

        private int threads(TaskSpec task) {
            return engine(task, EngineNames.SCRATCH)
                    .map(EngineResult::threads)
                    .orElse(record.machine().cores());
        }

        private static long flops(TaskSpec task) {
            return task.network().resolve().trainingFlops() * task.training().batchSize();
        }

        private Table ratios() {
            var rows = ROWS.stream()
                    .map(row -> cells(
                            row.title(),
                            Arrays.stream(Peer.values())
                                    .map(peer -> row.targets().containsKey(peer)
                                            ? ratio(row, peer).words()
                                            : "")))
                    .toList();
            var notes = new ArrayList<String>();
            notes.add(
                    "≥ target: the peer's median time by that of %s [95 %% interval over process starts]. A question mark: the target is inside the interval."
                            .formatted(EngineNames.SCRATCH));
            notes.add(verdictNote());
            notes.add("PyTorch: in whichever layout has the smaller median, row by row.");
            notes.add(kind.filter(expectations::know)
                    .map(known ->
                            "A peer that comes to less than %s of what it is known for on this kind of machine (%s) was handicapped: no verdict."
                                    .formatted(Numbers.percent(LEAST_SHARE, 0), known.title()))
                    .orElse("Nothing is known of the peers' throughput on this kind of machine."));
            if (ROWS.stream()
                    .noneMatch(row -> fastest(row, Peer.PYTORCH.engines()).isPresent())) {
                notes.add("PyTorch takes part where it is built: ./mvnw -Ppytorch package -DskipTests");
            }
            return new Table(
                    EngineNames.SCRATCH + " beside its targets",
                    columns(
                            Column.text("How many times as fast as"),
                            Arrays.stream(Peer.values()).map(peer -> Column.text(peer.title()))),
                    rows,
                    notes);
        }

        /** When a figure allows no verdict. */
        static String verdictNote() {
            return "A verdict needs %d process starts of each side that agree within a factor of %s, and times that fit the engine's other operations."
                    .formatted(Doubt.LEAST_STARTS, Numbers.plain(Doubt.AGREEMENT));
        }

        private Optional<org.scratchcnn.reports.chart.Figure> ratioFigure() {
            var works = ROWS.stream()
                    .map(row -> new Work(
                            row.title(),
                            row.targets().keySet().stream()
                                    .sorted()
                                    .flatMap(peer -> ratio(row, peer).headline().stream()
                                            .map(estimate -> new Ratio(
                                                    peer.title(), peer.engines().getFirst(), estimate)))
                                    .toList()))
                    .toList();
            return RatioFigure.of("How many times as long the others take as " + EngineNames.SCRATCH, works);
        }

        private Table times() {
            var engines = EngineNames.ALL.stream()
                    .filter(engine -> ROWS.stream()
                            .anyMatch(row ->
                                    times(row.task(), engine, row.operation()).isPresent()))
                    .toList();
            var rows = ROWS.stream()
                    .map(row -> cells(
                            row.title(),
                            engines.stream().map(engine -> median(times(row.task(), engine, row.operation())))))
                    .toList();
            var notes = new ArrayList<String>();
            notes.add("Median [95 % interval], by bootstrap over process starts, then samples.");
            startsNote().ifPresent(notes::add);
            return new Table(
                    "Milliseconds behind these ratios",
                    columns(Column.text("Operation"), engines.stream().map(Column::number)),
                    rows,
                    notes);
        }

        private Table shares() {
            var rows = PEAK_SHARES.keySet().stream()
                    .map(task -> List.of(
                            new Row(task, Operation.STEP, Map.of()).title(),
                            Integer.toString(threads(task)),
                            Numbers.significant(flops(task) / 1e9),
                            median(times(task, EngineNames.SCRATCH, Operation.STEP)),
                            median(peak(task)),
                            share(task).words(),
                            times(task, EngineNames.SCRATCH_DIRECT, Operation.STEP)
                                    .flatMap(step ->
                                            peak(task).map(peak -> Peak.share(flops(task), step, peak, bootstrap)))
                                    .map(Numbers::withInterval)
                                    .orElse(Numbers.NONE)))
                    .toList();
            var notes = new ArrayList<String>();
            notes.add(
                    "GFLOP: two for each multiply–accumulate of direct convolutions, forward and for both gradients,"
                            + " less the first layer's gradient by input; the same for Winograd's algorithm, which does fewer.");
            notes.add("Peak: fused multiply-adds in registers on as many threads, read between the runs; there is none"
                    + " where the JVM has no SIMD.");
            return new Table(
                    "Share of the FMA peak",
                    List.of(
                            Column.text("Operation"),
                            Column.number("Threads"),
                            Column.number("GFLOP"),
                            Column.number(EngineNames.SCRATCH + ", ms"),
                            Column.number("Peak, GFLOP/s"),
                            Column.text("Share of the peak, %"),
                            Column.number("With DIRECT only, %")),
                    rows,
                    notes);
        }

        private Optional<String> startsNote() {
            return IntervalNotes.ofStarts(ROWS.stream()
                    .flatMap(row -> EngineNames.ALL.stream()
                            .flatMap(engine -> times(row.task(), engine, row.operation()).stream())));
        }

        private String median(Optional<SamplesByStart> samples) {
            return samples.map(bootstrap::median).map(Numbers::withInterval).orElse(Numbers.NONE);
        }

        private static List<String> cells(String first, Stream<String> others) {
            return Stream.concat(Stream.of(first), others).toList();
        }

        private static List<Column> columns(Column first, Stream<Column> others) {
            return Stream.concat(Stream.of(first), others).toList();
        }
    }
}
