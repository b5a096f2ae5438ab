package org.scratchcnn.benchmarks.suite;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.scratchcnn.benchmarks.harness.ComparisonPlan;
import org.scratchcnn.benchmarks.jmh.MicrobenchmarkSet;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.reports.content.ReportContent;
import org.scratchcnn.reports.content.Section;
import org.scratchcnn.reports.content.Section.Part;
import org.scratchcnn.reports.content.Section.TableBlock;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.Doubt;
import org.scratchcnn.reports.result.EngineResult;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.reports.statistics.Estimate;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.EngineNames;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.EngineRun.Protocol;
import org.scratchcnn.worker.record.PlannedRun;
import org.scratchcnn.worker.record.TimingPlan;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/**
 * What the build's {@code verify} runs: all three tasks trained briefly by the library and by Deeplearning4j, steps of the
 * slower engines, and whether the library is about as fast beside them as it was on this kind of machine before. Coarse on
 * purpose, since it stands in every build: whoever wants to see ten per cent asks the gate.
 */
final class Verify implements Suite {

    static final String NAME = "verify";

    /**
     * Four minutes on two cores, microbenchmarks left out: Deeplearning4j trains 0.2 s an epoch of the spiral, 26 s of
     * Fashion-MNIST and 38 s of CIFAR-10, evaluations included, 78 s together; the library a fifth of that; 15 engines'
     * operations are timed in 4 to 8 s each, 70 s; 16 processes start, load their data and have the ruler read in 3 to 4 s
     * each, 55 s.
     */
    private static final int SPIRAL_EPOCHS = 64;

    private static final int IMAGE_EPOCHS = 1;

    /** Of each of the three operations that training is made of. */
    private static final TimingPlan TIMING = new TimingPlan(3, 0.6, 7, 0.6);

    static final List<String> TRAINED = List.of(EngineNames.SCRATCH, EngineNames.DL4J);

    static final List<String> TIMED =
            List.of(EngineNames.DL4J_SHIPPED, EngineNames.SCRATCH_IM2COL, EngineNames.SCRATCH_NAIVE);

    /** Whose steps are usually so many times as long as the library's. */
    private static final List<String> BASELINES = List.of(EngineNames.SCRATCH_NAIVE, EngineNames.DL4J);

    /** How many times beyond an end of the usual range a whole interval must lie to be far outside. */
    private static final double FAR = 2;

    private final Supplier<Expectations> expectations;

    Verify() {
        this(Expectations::checkedIn);
    }

    /** A suite that expects something else; it is asked for only when there is a record to look at. */
    Verify(Supplier<Expectations> expectations) {
        this.expectations = expectations;
    }

    /** What is divided by the library's training step. */
    record Work(String task, String baseline) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "what the build's verify runs: all three tasks briefly, in five minutes";
    }

    @Override
    public int defaultRounds() {
        return 0;
    }

    @Override
    public ComparisonPlan plan(int rounds, int threads, Predicate<String> available) {
        var runs = new ArrayList<PlannedRun>();
        for (var task : List.of(
                Tasks.spiral().withEpochs(SPIRAL_EPOCHS),
                Tasks.fashionMnist().withEpochs(IMAGE_EPOCHS),
                Tasks.cifar10().withEpochs(IMAGE_EPOCHS))) {
            runs.addAll(ComparisonPlan.runs(task, TRAINED, TIMED));
        }
        runs.add(refused());
        return new ComparisonPlan(
                Optional.of(NAME),
                runs.stream()
                        .map(run -> run.withOperations(Operation.OF_TRAINING, TIMING))
                        .toList(),
                Optional.of(MicrobenchmarkSet.CONVOLUTIONS));
    }

    /** Deeplearning4j can't express it, and the report is to say why. */
    static PlannedRun refused() {
        return PlannedRun.ofTraining(Tasks.mnistUntied(), EngineNames.DL4J, Protocol.TIME_STEPS);
    }

    @Override
    public ReportContent report(ComparisonRecord record) {
        return ReportContent.of(record)
                .with(
                        List.of(),
                        List.of(new Section(
                                Part.OVERVIEW, "Is it as fast as usual?", List.of(new TableBlock(table(record))))));
    }

    /**
     * Before a ratio that lies far outside is believed, both engines are timed again by turns, so that there are as many
     * starts as a verdict needs.
     */
    @Override
    public List<PlannedRun> onceMore(ComparisonRecord measured) {
        var again = measured.runs().stream()
                .filter(run -> Check.all(measured, expectations.get()).stream()
                        .anyMatch(check -> check.farOutside() && check.isOf(run.task(), run.engine())))
                .map(run -> PlannedRun.timed(run.task(), run.engine(), Operation.OF_TRAINING, TIMING))
                .distinct()
                .toList();
        return Collections.nCopies(Doubt.LEAST_STARTS - 1, again).stream()
                .flatMap(List::stream)
                .toList();
    }

    /** Whether a ratio lies far outside of what is usual, beyond doubt. */
    @Override
    public boolean failed(ComparisonRecord record) {
        return Check.all(record, expectations.get()).stream()
                .anyMatch(check -> check.farOutside() && check.doubt().isEmpty());
    }

    /** How many times as long a training step takes each baseline, with its interval. */
    static SequencedMap<Work, Estimate> ratios(ComparisonRecord record) {
        var ratios = new LinkedHashMap<Work, Estimate>();
        Check.all(record, new Expectations(List.of()))
                .forEach(check -> check.ratio()
                        .ifPresent(
                                ratio -> ratios.put(new Work(check.task().task().name(), check.baseline()), ratio)));
        return ratios;
    }

    /** One ratio beside what is usual. */
    private record Check(
            TaskResult task,
            String baseline,
            Optional<Estimate> ratio,
            Optional<String> doubt,
            Optional<Expectations.Ratio> usual) {

        static List<Check> all(ComparisonRecord record, Expectations expectations) {
            var usual = Expectations.Kind.of(record).map(expectations::ratios).orElse(List.of());
            return TaskResult.of(record).stream()
                    .filter(task -> engine(task, EngineNames.SCRATCH).isPresent())
                    .flatMap(task -> BASELINES.stream().map(baseline -> of(task, baseline, usual)))
                    .toList();
        }

        private static Check of(TaskResult task, String baseline, List<Expectations.Ratio> usual) {
            var both = List.of(baseline, EngineNames.SCRATCH);
            var steps = both.stream()
                    .flatMap(name -> engine(task, name).stream())
                    .flatMap(engine -> engine.timings(Operation.STEP).stream())
                    .toList();
            return new Check(
                    task,
                    baseline,
                    steps.size() < both.size()
                            ? Optional.empty()
                            : Optional.of(Bootstrap.ofReports().ratioOfMedians(steps.getFirst(), steps.getLast())),
                    both.stream()
                            .flatMap(name -> engine(task, name).stream())
                            .flatMap(engine -> Doubt.about(engine, Operation.STEP).stream())
                            .findFirst(),
                    usual.stream()
                            .filter(range -> range.task().equals(task.task().name())
                                    && range.baseline().equals(baseline))
                            .findFirst());
        }

        private static Optional<EngineResult> engine(TaskResult task, String name) {
            return task.engines().stream()
                    .filter(engine -> engine.engine().equals(name))
                    .findFirst();
        }

        boolean isOf(TaskSpec other, String engine) {
            return task.task().equals(other.withSeed(1))
                    && Stream.of(EngineNames.SCRATCH, baseline).anyMatch(engine::equals);
        }

        private boolean outside(double factor) {
            return ratio.flatMap(estimate -> usual.filter(range ->
                            estimate.upper() * factor < range.least() || estimate.lower() > factor * range.most()))
                    .isPresent();
        }

        boolean farOutside() {
            return outside(FAR);
        }

        List<String> row() {
            return List.of(
                    task.title(),
                    baseline,
                    ratio.map(Numbers::withInterval).orElse(Numbers.NONE),
                    usual.map(range -> "%s–%s"
                                    .formatted(Numbers.significant(range.least()), Numbers.significant(range.most())))
                            .orElse(Numbers.NONE),
                    verdict());
        }

        private String verdict() {
            if (ratio.isEmpty()) {
                return "not measured";
            }
            if (usual.isEmpty()) {
                return "nothing to compare with";
            }
            if (farOutside()) {
                return doubt.map(why -> "far outside, no verdict: " + why).orElse("FAR OUTSIDE");
            }
            return outside(1) ? "outside" : "usual";
        }
    }

    private Table table(ComparisonRecord record) {
        var kind = Expectations.Kind.of(record);
        var notes = new ArrayList<String>();
        notes.add(
                "Ratio: how many times as long the baseline's training step takes [95 % interval]. Usual: the ends of the intervals that were measured before.");
        notes.add(
                "Far outside, which fails the build: the whole interval more than %s times beyond an end, after both were timed in more processes. ./cnn gate sees finer."
                        .formatted(Numbers.plain(FAR)));
        notes.add(kind.map(Expectations.Kind::title)
                .map(
                        title -> "Kind of machine: %s.".formatted(title)
                                + (expectations.get().know(kind.orElseThrow())
                                        ? ""
                                        : " It was not measured before: \"./cnn expectations\" writes what is usual from two records or more."))
                .orElse("The record does not say which instructions and vectors it was measured with."));
        return new Table(
                "Is it as fast as usual?",
                List.of(
                        Column.text("Task"),
                        Column.text("Baseline"),
                        Column.number("Ratio"),
                        Column.number("Usual"),
                        Column.text("Verdict")),
                Check.all(record, expectations.get()).stream().map(Check::row).toList(),
                notes);
    }
}
