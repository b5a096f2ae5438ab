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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scratchcnn.benchmarks.harness.FakeWorker.Behaviour;
import org.scratchcnn.datasets.file.MissingDataException;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.worker.EngineLaunch;
import org.scratchcnn.worker.WorkerEvent;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.EngineRun;
import org.scratchcnn.worker.record.Microbenchmark;
import org.scratchcnn.worker.record.Outcome;
import org.scratchcnn.worker.record.PlannedRun;
import org.scratchcnn.worker.record.RecordFiles;
import org.scratchcnn.worker.record.RecordedPlan;
import org.scratchcnn.worker.record.RulerReading;
import org.scratchcnn.worker.record.RunConditions;

class HarnessIT {

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

        var returned = harness().run(plan, _ -> List.of());

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

        var record = harness().run(plan, _ -> List.of());

        assertThat(record.rulers())
                .extracting(RulerReading::runsBefore, RulerReading::threads)
                .containsExactly(tuple(0, 1), tuple(0, 2), tuple(1, 1), tuple(1, 2), tuple(2, 1), tuple(2, 2));
        assertThat(between)
                .singleElement()
                .satisfies(early -> assertThat(early.rulers()).hasSize(4));
        assertThat(record.rulers())
                .allSatisfy(reading -> assertThat(reading.gigaflops()).containsExactly(10.0 * reading.threads()));
    }

    @Test
    void marksARunThatSomethingElseDisturbedAndRepeatsNone() throws IOException {
        otherLoads.addAll(List.of(100, 0));

        var record = harness().run(setOf(stepsOf("finishing"), stepsOf("finishing")), _ -> List.of());

        assertThat(calls)
                .containsExactly(
                        "started 1/2 finishing",
                        "finished finishing",
                        "marked: other load of 1.00 processors",
                        "started 2/2 finishing",
                        "finished finishing");
        assertThat(record.conditions())
                .extracting(
                        RunConditions::run, RunConditions::rulerBefore, RunConditions::otherLoad, RunConditions::marked)
                .containsExactly(tuple(0, 10.0, 1.0, true), tuple(1, 10.0, 0.0, false));
        assertThat(RecordFiles.read(recordFile())).isEqualTo(record);
    }

    @Test
    void marksNoRunThatFailed() throws IOException {
        otherLoads.add(100);

        var record = harness().run(setOf(stepsOf("crashing")), _ -> List.of());

        assertThat(calls).containsExactly("started 1/1 crashing", "finished crashing");
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

        assertThat(harness().run(plan, _ -> List.of()).suite()).isEqualTo("headline");
    }

    @Test
    void writesDownThePlanSoThatTheSameCanBeMeasuredAgain() throws IOException {
        var plan = ComparisonPlan.of(Tasks.spiral(), List.of("finishing"), List.of("crashing"), 1);

        var record = harness().run(plan, _ -> List.of());

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

        assertThat(harness().run(plan, _ -> List.of()).runs())
                .extracting(EngineRun::options)
                .containsExactly(new EngineOptions(1), new EngineOptions(3, "64m"));
    }

    @Test
    void namesAnUnknownEngineBeforeAnythingRuns() {
        var plan = ComparisonPlan.of(Tasks.spiral(), List.of("finishing"), List.of("nope"), 1);

        assertThatThrownBy(() -> harness().run(plan, _ -> List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nope");
        assertThat(calls).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void namesMissingDataBeforeAnythingRuns() {
        var plan = ComparisonPlan.of(Tasks.fashionMnist(), List.of("finishing"), List.of(), 1);

        assertThatThrownBy(() -> harness().run(plan, _ -> List.of()))
                .isInstanceOf(MissingDataException.class)
                .hasMessageStartingWith("Fashion-MNIST is missing");
        assertThat(calls).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void saysHowDataAreFetchedThatDrawnShapesStandInFor() throws IOException {
        var plan = ComparisonPlan.of(Tasks.fashionMnist(), List.of("finishing"), List.of(), 1);

        harness(true).run(plan, _ -> List.of());

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
        return new Harness(
                HarnessIT::launch,
                new MachineWatch(threads -> List.of(10.0 * threads), 2, this::clock),
                settings,
                new Witness());
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

    /** Notes down what it is told, and reads the record whenever another run begins. */
    private final class Witness implements ComparisonListener {

        @Override
        public void warned(String message) {
            warnings.add(message);
        }

        @Override
        public void runStarted(PlannedRun run, int number, int total) {
            calls.add("started " + number + "/" + total + " " + run.engine());
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
        public void runMarked(List<String> why) {
            calls.add("marked: " + String.join(", ", why));
        }

        @Override
        public void microbenchmarkFinished(Microbenchmark result, int number, int total) {
            throw new AssertionError("No microbenchmarks were planned");
        }
    }
}
