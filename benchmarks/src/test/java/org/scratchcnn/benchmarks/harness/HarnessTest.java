package org.scratchcnn.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scratchcnn.benchmarks.harness.FakeWorker.Behaviour;
import org.scratchcnn.benchmarks.jmh.MicrobenchmarkListener;
import org.scratchcnn.benchmarks.jmh.MicrobenchmarkSet;
import org.scratchcnn.benchmarks.ruler.Ruler;
import org.scratchcnn.benchmarks.ruler.Rulers;
import org.scratchcnn.core.engine.EngineOptions;
import org.scratchcnn.core.record.ComparisonRecord;
import org.scratchcnn.core.record.EngineRun;
import org.scratchcnn.core.record.Outcome;
import org.scratchcnn.core.record.PlannedRun;
import org.scratchcnn.core.record.RecordedPlan;
import org.scratchcnn.core.record.RulerReading;
import org.scratchcnn.core.zoo.Tasks;
import org.scratchcnn.datasets.file.MissingDataException;
import org.scratchcnn.records.RecordFiles;
import org.scratchcnn.scratch.kernel.ThreadTeam;
import org.scratchcnn.worker.EngineLaunch;
import org.scratchcnn.worker.WorkerEvent;

class HarnessTest {

    private final List<String> calls = new ArrayList<>();
    private final List<ComparisonRecord> between = new ArrayList<>();

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

        var recorded = Objects.requireNonNull(record.plan());
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

        assertThat(calls.getFirst())
                .startsWith("stand-in: Fashion-MNIST is missing")
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
        return new Harness(HarnessTest::launch, new Rulers(List.of(new CountingRuler()), 2), settings, new Witness());
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
        public void standIn(String message) {
            calls.add("stand-in: " + message);
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
        public void microbenchmarkStarted(MicrobenchmarkListener.Progress progress) {}

        @Override
        public void microbenchmarksStarted(MicrobenchmarkSet set, long estimatedSeconds) {
            throw new AssertionError("No microbenchmarks were planned");
        }

        @Override
        public void microbenchmarksFinished(int count) {
            throw new AssertionError("No microbenchmarks were planned");
        }
    }
}
