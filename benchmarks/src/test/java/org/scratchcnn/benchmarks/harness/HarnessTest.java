package org.scratchcnn.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scratchcnn.benchmarks.harness.FakeWorker.Behaviour;
import org.scratchcnn.benchmarks.jmh.MicrobenchmarkSet;
import org.scratchcnn.core.engine.EngineOptions;
import org.scratchcnn.core.record.ComparisonRecord;
import org.scratchcnn.core.record.EngineRun;
import org.scratchcnn.core.record.Outcome;
import org.scratchcnn.core.zoo.Tasks;
import org.scratchcnn.datasets.file.MissingDataException;
import org.scratchcnn.records.RecordFiles;
import org.scratchcnn.worker.EngineLaunch;
import org.scratchcnn.worker.TimingPlan;
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
        assertThat(written.command()).isEqualTo("./cnn compare");
        assertThat(written.runs().getFirst().outcome()).isInstanceOf(Outcome.Failed.class);
        assertThat(written.runs().getLast().outcome()).isEqualTo(new Outcome.Completed());
        assertThat(folder.resolve("logs/01-spiral-crashing.log")).exists();
        assertThat(folder.resolve("logs/02-spiral-finishing.log")).exists();
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
                TimingPlan.counted(1, 1),
                recordFile(),
                folder.resolve("logs"));
        return new Harness(HarnessTest::launch, settings, new Witness());
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
        public void microbenchmarksStarted(MicrobenchmarkSet set, long estimatedSeconds) {
            throw new AssertionError("No microbenchmarks were planned");
        }

        @Override
        public void microbenchmarksFinished(int count) {
            throw new AssertionError("No microbenchmarks were planned");
        }
    }
}
