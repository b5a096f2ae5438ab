package org.scratchcnn.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scratchcnn.benchmarks.contention.ProcessorTimes;
import org.scratchcnn.benchmarks.contention.SampleWatch;
import org.scratchcnn.benchmarks.harness.FakeWorker.Behaviour;
import org.scratchcnn.benchmarks.jmh.MicrobenchmarkSet;
import org.scratchcnn.benchmarks.ruler.Ruler;
import org.scratchcnn.benchmarks.ruler.Rulers;
import org.scratchcnn.datasets.file.MissingDataException;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.worker.EngineLaunch;
import org.scratchcnn.worker.WorkerEvent;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.EngineRun;
import org.scratchcnn.worker.record.Outcome;
import org.scratchcnn.worker.record.PlannedRun;
import org.scratchcnn.worker.record.RecordFiles;
import org.scratchcnn.worker.record.RecordedPlan;
import org.scratchcnn.worker.record.RulerReading;
import org.scratchcnn.worker.record.SampleConditions;

class HarnessTest {

    private final List<String> calls = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<ComparisonRecord> between = new ArrayList<>();

    /** Hundredths of a second in which something else is busy, run by run; none in those that follow. */
    private final List<Integer> otherLoads = new ArrayList<>();

    private int clockReadings;
    private long busy;

    @TempDir
    private Path folder;

    @Test
    void writesTheRecordAfterEveryRunAndGoesOnAfterAFailure() throws IOException {
        var plan = ComparisonPlan.of(Tasks.spiral(), List.of("crashing", "finishing"), List.of(), 1);

        var returned = harness().run(plan);

        assertThat(calls)
                .containsExactly(
                        "started 1/2 crashing", "finished crashing", "started 2/2 finishing", "finished finishing");
        assertThat(between).singleElement().satisfies(early -> {
            assertThat(early.complete()).isFalse();
            assertThat(early.runs()).hasSize(1);
        });
        var written = RecordFiles.read(recordFile());
        assertThat(written).isEqualTo(returned);
        assertThat(written.complete()).isTrue();
        assertThat(written.suite()).isNull();
        assertThat(written.command()).isEqualTo("./cnn compare");
        assertThat(written.runs().getFirst().outcome()).isInstanceOf(Outcome.Failed.class);
        assertThat(written.runs().getLast().outcome()).isEqualTo(new Outcome.Completed());
        assertThat(folder.resolve("logs/01-spiral-crashing.log")).exists();
        assertThat(folder.resolve("logs/02-spiral-finishing.log")).exists();
    }

    @Test
    void readsRulersBeforeBetweenAndAfterTheRuns() throws IOException {
        var plan = ComparisonPlan.of(Tasks.spiral(), List.of("finishing", "crashing"), List.of(), 1);

        var record = harness().run(plan);

        assertThat(record.rulers())
                .extracting(RulerReading::runsBefore, RulerReading::threads)
                .containsExactly(tuple(0, 1), tuple(0, 2), tuple(1, 1), tuple(1, 2), tuple(2, 1), tuple(2, 2));
        assertThat(between)
                .singleElement()
                .satisfies(early -> assertThat(early.rulers()).hasSize(4));
        assertThat(record.rulers()).allSatisfy(reading -> {
            assertThat(reading.ruler()).isEqualTo("counting");
            assertThat(reading.unit()).isEqualTo("threads");
            assertThat(reading.values()).hasSize(5).containsOnly((double) reading.threads());
        });
    }

    @Test
    void takesAContendedRunOfASetAgainAndKeepsTheOneThatIsNot() throws IOException {
        otherLoads.addAll(List.of(100, 0));

        var record = harness().run(setOf(stepsOf("finishing"), stepsOf("finishing")));

        assertThat(calls)
                .containsExactly(
                        "started 1/2 finishing",
                        "finished finishing",
                        "contended, again",
                        "finished finishing",
                        "started 2/2 finishing",
                        "finished finishing");
        assertThat(record.runs()).hasSize(2);
        assertThat(record.conditions())
                .extracting(SampleConditions::run, SampleConditions::discarded, SampleConditions::contended)
                .containsExactly(tuple(0, 1, false), tuple(1, 0, false));
        assertThat(record.conditions().getFirst().attempts().getFirst())
                .isEqualTo(new SampleConditions.Attempt(
                        List.of(new SampleConditions.RulerShift("counting", 1, 1, 1)),
                        1.0,
                        List.of("other load of 1.00 processors")));
        assertThat(record.rulers()).extracting(RulerReading::runsBefore).containsExactly(0, 0, 1, 1, 1, 1, 2, 2);
        assertThat(between.getFirst().conditions())
                .as("what is on disk when the second run begins")
                .hasSize(1);
        assertThat(folder.resolve("logs/01-spiral-finishing-again-1.log")).exists();
        assertThat(RecordFiles.read(recordFile())).isEqualTo(record);
    }

    @Test
    void onlyMarksContendedTrainingsAndWhatTheBuildRuns() throws IOException {
        otherLoads.addAll(List.of(100, 100));
        var training = ComparisonPlan.of(Tasks.spiral(), List.of("finishing"), List.of(), 1)
                .runs()
                .getFirst();

        var ofASet = harness().run(setOf(training));
        var ofTheBuild = harness()
                .run(new ComparisonPlan(Optional.of("verify"), List.of(stepsOf("finishing")), Optional.empty()));

        assertThat(List.of(ofASet, ofTheBuild))
                .allSatisfy(record -> assertThat(record.conditions())
                        .singleElement()
                        .satisfies(sample -> {
                            assertThat(sample.contended()).isTrue();
                            assertThat(sample.discarded()).isZero();
                        }));
        assertThat(calls).contains("contended").doesNotContain("contended, again");
    }

    @Test
    void takesNoFailedRunAgain() throws IOException {
        otherLoads.add(100);

        var record = harness().run(setOf(stepsOf("crashing")));

        assertThat(calls).containsExactly("started 1/1 crashing", "finished crashing");
        assertThat(record.runs()).hasSize(1);
        assertThat(record.conditions()).isEmpty();
    }

    private static ComparisonPlan setOf(PlannedRun... runs) {
        return new ComparisonPlan(Optional.of("scaling"), List.of(runs), Optional.empty());
    }

    private static PlannedRun stepsOf(String engine) {
        return ComparisonPlan.of(Tasks.spiral(), List.of(), List.of(engine), 1)
                .runs()
                .getFirst();
    }

    @Test
    void runsWhatTheResultsAskForWhenThePlanIsMeasured() throws IOException {
        var asked = new ArrayList<ComparisonRecord>();

        var record = harness().run(setOf(stepsOf("finishing")), measured -> {
            asked.add(measured);
            return List.of(stepsOf("crashing"), stepsOf("finishing"));
        });

        assertThat(asked).singleElement().satisfies(measured -> {
            assertThat(measured.runs()).hasSize(1);
            assertThat(measured.complete()).isFalse();
        });
        assertThat(calls)
                .containsExactly(
                        "started 1/1 finishing",
                        "finished finishing",
                        "started 2/3 crashing",
                        "finished crashing",
                        "started 3/3 finishing",
                        "finished finishing");
        assertThat(record.runs()).hasSize(3);
        assertThat(record.complete()).isTrue();
        assertThat(RecordFiles.read(recordFile())).isEqualTo(record);
    }

    @Test
    void writesDownWhichSuiteWasMeasured() throws IOException {
        var plan = new ComparisonPlan(
                Optional.of("headline"),
                ComparisonPlan.of(Tasks.spiral(), List.of("finishing"), List.of(), 1)
                        .runs(),
                Optional.empty());

        assertThat(harness().run(plan).suite()).isEqualTo("headline");
    }

    @Test
    void writesDownThePlanSoThatTheSameCanBeMeasuredAgain() throws IOException {
        var plan = ComparisonPlan.of(Tasks.spiral(), List.of("finishing"), List.of("crashing"), 1);

        var record = harness().run(plan);

        var recorded = record.plan();
        assertThat(recorded).isEqualTo(new RecordedPlan(plan.runs(), null, new EngineOptions(1), false));
        assertThat(ComparisonPlan.of(record.suite(), recorded)).isEqualTo(plan);
    }

    @Test
    void givesTheTargetToTrainingsAlone() {
        var plan = ComparisonPlan.of(Tasks.spiral(), List.of("finishing"), List.of("crashing"), 2)
                .withTarget(0.85);

        assertThat(plan.runs())
                .extracting(PlannedRun::engine, PlannedRun::target)
                .containsExactly(tuple("finishing", 0.85), tuple("finishing", 0.85), tuple("crashing", null));
    }

    @Test
    void replaysNoMicrobenchmarksThatItDoesNotKnow() {
        var recorded = new RecordedPlan(List.of(), "of-another-age", new EngineOptions(1), false);

        assertThatThrownBy(() -> ComparisonPlan.of(null, recorded))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("of-another-age");
    }

    @Test
    void givesARunTheOptionsThatItsPlanNames() throws IOException {
        var run = ComparisonPlan.of(Tasks.spiral(), List.of("finishing"), List.of(), 1)
                .runs()
                .getFirst();
        var plan = new ComparisonPlan(
                Optional.empty(), List.of(run, run.withOptions(new EngineOptions(3, "64m"))), Optional.empty());

        assertThat(harness().run(plan).runs())
                .extracting(EngineRun::options)
                .containsExactly(new EngineOptions(1), new EngineOptions(3, "64m"));
    }

    @Test
    void namesAnUnknownEngineBeforeAnythingRuns() {
        var plan = ComparisonPlan.of(Tasks.spiral(), List.of("finishing"), List.of("nope"), 1);

        assertThatThrownBy(() -> harness().run(plan))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nope");
        assertThat(calls).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void namesMissingDataBeforeAnythingRuns() {
        var plan = ComparisonPlan.of(Tasks.fashionMnist(), List.of("finishing"), List.of(), 1);

        assertThatThrownBy(() -> harness().run(plan))
                .isInstanceOf(MissingDataException.class)
                .hasMessageStartingWith("Fashion-MNIST is missing");
        assertThat(calls).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void saysHowDataAreFetchedThatDrawnShapesStandInFor() throws IOException {
        var plan = ComparisonPlan.of(Tasks.fashionMnist(), List.of("finishing"), List.of(), 1);

        harness(true).run(plan);

        assertThat(warnings.getFirst())
                .startsWith("Drawn shapes stand in: Fashion-MNIST is missing")
                .contains("./cnn data download fashion-mnist");
    }

    private Harness harness() {
        return harness(false);
    }

    private Harness harness(boolean standInAllowed) {
        var settings = new Harness.Settings(
                "./cnn compare",
                folder,
                folder,
                standInAllowed,
                new EngineOptions(1),
                recordFile(),
                folder.resolve("logs"));
        return new Harness(HarnessTest::launch, new SampleWatch(rulers(), this::clock), settings, new Witness());
    }

    private static Rulers rulers() {
        return new Rulers(List.of(new CountingRuler()), 2);
    }

    /** A second later whenever it is read; in seconds that {@link #otherLoads} has, something else was busy. */
    private Optional<ProcessorTimes> clock() {
        boolean over = clockReadings++ % 2 == 1;
        busy += over && !otherLoads.isEmpty() ? otherLoads.removeFirst() : 0;
        return Optional.of(new ProcessorTimes(2, 200L * clockReadings, busy, 0));
    }

    private Path recordFile() {
        return folder.resolve("records/comparison.json");
    }

    private static EngineLaunch launch(String engine) {
        return switch (engine) {
            case "finishing" -> FakeWorker.launch(Behaviour.FINISH);
            case "crashing" -> FakeWorker.launch(Behaviour.CRASH_AT_ONCE);
            default -> throw new IllegalArgumentException("There is no engine " + engine);
        };
    }

    /** As many threads as it is read on. */
    private static final class CountingRuler implements Ruler {

        @Override
        public String name() {
            return "counting";
        }

        @Override
        public String unit() {
            return "threads";
        }

        @Override
        public void warmUp() {}

        @Override
        public double measure(ThreadTeam team) {
            return team.threads();
        }
    }

    /** Notes down what it is told, and reads the record whenever another run begins. */
    private final class Witness implements ComparisonListener {

        @Override
        public void warned(String message) {
            warnings.add(message);
        }

        @Override
        public void runStarted(PlannedRun run, int number, int total) {
            calls.add("started %d/%d %s".formatted(number, total, run.engine()));
            if (number > 1) {
                try {
                    between.add(RecordFiles.read(recordFile()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        @Override
        public void workerSaid(PlannedRun run, WorkerEvent event) {
            assertThat(event).isEqualTo(FakeWorker.PROGRESS);
        }

        @Override
        public void runFinished(PlannedRun run, EngineRun result) {
            calls.add("finished " + run.engine());
        }

        @Override
        public void contended(List<String> contention, boolean again) {
            calls.add("contended" + (again ? ", again" : ""));
        }

        @Override
        public void microbenchmarksStarted(MicrobenchmarkSet set, long estimatedSeconds) {
            throw new AssertionError("No microbenchmarks were planned");
        }

        @Override
        public void microbenchmarkFinished(String title, OptionalDouble milliseconds, int number, int total) {
            throw new AssertionError("No microbenchmarks were planned");
        }
    }
}
