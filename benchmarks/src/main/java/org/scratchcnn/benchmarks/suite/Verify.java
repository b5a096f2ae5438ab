package org.scratchcnn.benchmarks.suite;

import static org.scratchcnn.worker.EngineNames.DL4J;
import static org.scratchcnn.worker.EngineNames.SCRATCH;
import static org.scratchcnn.worker.EngineNames.SCRATCH_NAIVE;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.scratchcnn.benchmarks.harness.ComparisonPlan;
import org.scratchcnn.benchmarks.jmh.MicrobenchmarkSet;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.reports.content.ReportContent;
import org.scratchcnn.reports.content.Section;
import org.scratchcnn.reports.content.Section.TableBlock;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.Doubt;
import org.scratchcnn.reports.result.TaskResult;
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
final class Verify extends Suite {

    static final String NAME = "verify";
    private static final String HEADING = "Is it as fast as usual?";

    /** So that training takes two minutes on two cores, most of them in Deeplearning4j. */
    private static final int SPIRAL_EPOCHS = 64;

    /** Of each of the three operations that training is made of: vectors are slow until HotSpot has compiled their loops. */
    private static final TimingPlan TIMING = new TimingPlan(3, 2, 7, 0.6);

    /** Whose steps are usually so many times as long as the library's. */
    private static final List<String> BASELINES = List.of(SCRATCH_NAIVE, DL4J);

    /** How many times beyond an end of the usual range a whole interval must lie to be far outside. */
    private static final double FAR = 2;

    private final Supplier<Expectations> expectations;

    Verify() {
        this(Expectations::checkedIn);
    }

    /** A suite that expects something else; it is asked for only when there is a record to look at. */
    Verify(Supplier<Expectations> expectations) {
        super(
                NAME,
                "what the build's verify runs: all three tasks briefly, in five minutes",
                0,
                Optional.of(MicrobenchmarkSet.CONVOLUTIONS));
        this.expectations = expectations;
    }

    @Override
    List<PlannedRun> round(int number, int threads) {
        return runs(Stream.of(
                Tasks.spiral().withEpochs(SPIRAL_EPOCHS),
                Tasks.fashionMnist().withEpochs(1),
                Tasks.cifar10().withEpochs(1)));
    }

    /** The library and Deeplearning4j at its best trained, steps of the others, and what Deeplearning4j can't express. */
    static List<PlannedRun> runs(Stream<TaskSpec> tasks) {
        return Stream.concat(
                        tasks.flatMap(task -> ComparisonPlan.runs(
                                task,
                                List.of(SCRATCH, DL4J),
                                List.of(EngineNames.DL4J_SHIPPED, EngineNames.SCRATCH_IM2COL, SCRATCH_NAIVE))
                                .stream()),
                        Stream.of(PlannedRun.ofTraining(Tasks.mnistUntied(), DL4J, Protocol.TIME_STEPS)))
                .map(run -> run.withOperations(Operation.OF_TRAINING, TIMING))
                .toList();
    }

    @Override
    public ReportContent report(ComparisonRecord record) {
        return ReportContent.of(record)
                .with(
                        List.of(),
                        List.of(new Section(Section.Part.OVERVIEW, HEADING, List.of(new TableBlock(table(record))))));
    }

    /**
     * Before a ratio that lies far outside is believed, both engines are timed again by turns, so that there are as many
     * starts as a verdict needs.
     */
    @Override
    public List<PlannedRun> onceMore(ComparisonRecord measured) {
        var far = ratios(measured).stream().filter(ratio -> ratio.outside(FAR)).toList();
        var again = measured.runs().stream()
                .filter(run -> far.stream().anyMatch(ratio -> ratio.isOf(run.task(), run.engine())))
                .map(run -> PlannedRun.timed(run.task(), run.engine(), Operation.OF_TRAINING, TIMING))
                .distinct()
                .toList();
        return Stream.generate(again::stream)
                .limit(Doubt.LEAST_STARTS - 1)
                .flatMap(runs -> runs)
                .toList();
    }

    /** Whether a ratio lies far outside of what is usual, beyond doubt. */
    @Override
    public boolean failed(ComparisonRecord record) {
        return ratios(record).stream()
                .anyMatch(ratio -> ratio.outside(FAR) && ratio.doubt().isEmpty());
    }

    /**
     * How many times as long a training step takes a baseline as it takes the library, beside what is usual.
     *
     * @param value absent if either was not measured
     * @param doubt why there is no verdict
     * @param usual absent if nobody knows
     */
    record Ratio(
            TaskResult task,
            String baseline,
            Optional<Estimate> value,
            Optional<String> doubt,
            Optional<Expectations.Range> usual) {

        private boolean isOf(TaskSpec other, String engine) {
            return task.task().equals(other.withSeed(1)) && (engine.equals(SCRATCH) || engine.equals(baseline));
        }

        /** Whether the whole interval lies so many times beyond an end of the range. */
        private boolean outside(double factor) {
            return value.flatMap(ratio -> usual.filter(
                            range -> ratio.upper() * factor < range.least() || ratio.lower() > factor * range.most()))
                    .isPresent();
        }

        private List<String> row() {
            return List.of(
                    task.title(),
                    baseline,
                    Numbers.withInterval(value),
                    usual.map(range -> Numbers.significant(range.least()) + "–" + Numbers.significant(range.most()))
                            .orElse(Numbers.NONE),
                    verdict());
        }

        private String verdict() {
            if (value.isEmpty() || usual.isEmpty()) {
                return value.isEmpty() ? "not measured" : "nothing to compare with";
            }
            return outside(FAR)
                    ? doubt.map(why -> "far outside, no verdict: " + why).orElse("FAR OUTSIDE")
                    : outside(1) ? "outside" : "usual";
        }
    }

    private List<Ratio> ratios(ComparisonRecord record) {
        return ratios(
                record,
                Expectations.Kind.of(record).stream()
                        .flatMap(kind -> expectations.get().ratios(kind).stream())
                        .toList());
    }

    static List<Ratio> ratios(ComparisonRecord record, List<Expectations.Range> usual) {
        return TaskResult.of(record).stream()
                .filter(task -> task.engine(SCRATCH).isPresent())
                .flatMap(task -> BASELINES.stream().map(baseline -> ratio(task, baseline, usual)))
                .toList();
    }

    private static Ratio ratio(TaskResult task, String baseline, List<Expectations.Range> usual) {
        var mine = task.engine(SCRATCH);
        var theirs = task.engine(baseline);
        return new Ratio(
                task,
                baseline,
                theirs.flatMap(over -> mine.flatMap(engine -> task.speedUp(engine, over, BOOTSTRAP))),
                Stream.of(theirs, mine)
                        .flatMap(Optional::stream)
                        .flatMap(engine -> Doubt.about(engine, Operation.STEP).stream())
                        .findFirst(),
                usual.stream()
                        .filter(range -> range.task().equals(task.task().name())
                                && range.baseline().equals(baseline))
                        .findFirst());
    }

    private Table table(ComparisonRecord record) {
        return new Table(
                HEADING,
                Column.list("Task | Baseline | Ratio: | Usual: | Verdict"),
                ratios(record).stream().map(Ratio::row).toList(),
                List.of(
                        "Ratio: how many times as long the baseline's training step takes [95 % interval]. Usual: the ends of the intervals that were measured before.",
                        "Far outside, which fails the build: the whole interval more than %s times beyond an end, after both were timed in more processes. ./cnn gate sees finer."
                                .formatted(Numbers.plain(FAR)),
                        Expectations.Kind.of(record)
                                .filter(expectations.get()::know)
                                .map(known -> "Kind of machine: " + known.title() + ".")
                                .orElse(
                                        "This kind of machine was not measured before: \"./cnn expectations\" writes what is usual from two records or more.")));
    }
}
