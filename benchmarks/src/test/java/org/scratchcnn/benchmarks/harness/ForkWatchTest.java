package org.scratchcnn.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scratchcnn.benchmarks.contention.ProcessorTimes;
import org.scratchcnn.benchmarks.contention.SampleWatch;
import org.scratchcnn.benchmarks.jmh.MicrobenchmarkListener;
import org.scratchcnn.benchmarks.jmh.MicrobenchmarkSet;
import org.scratchcnn.benchmarks.ruler.Rulers;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.worker.WorkerEvent;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.EngineRun;
import org.scratchcnn.worker.record.PlannedRun;
import org.scratchcnn.worker.record.RecordFiles;
import org.scratchcnn.worker.record.RecordedPlan;
import org.scratchcnn.worker.record.SampleConditions;

/** Forks that take no time, on a machine without rulers: only what else is busy tells. */
class ForkWatchTest {

    private static final MicrobenchmarkListener.Progress PROGRESS =
            new MicrobenchmarkListener.Progress("conv2d small", 1, 1, 2, 3, 5, 6, 60);

    /** Processors that something else kept busy, attempt by attempt. */
    private final Deque<Double> otherLoads = new ArrayDeque<>();

    private final List<String> calls = new ArrayList<>();
    private boolean over;
    private long busy;
    private long elapsed;

    @TempDir
    private Path folder;

    @Test
    void takesAContendedForkAgainAndKeepsTheAttemptThatIsNot() throws IOException {
        otherLoads.addAll(List.of(1.0, 0.0));
        var course = course();
        var forks = watch(true, course);

        assertThat(attempt(forks, false)).isEmpty();
        assertThat(attempt(forks, false)).hasValue(1);
        forks.finished(List.of());

        assertThat(calls).containsExactly("started", "contended, again");
        assertThat(RecordFiles.read(recordFile()).conditions())
                .extracting(SampleConditions::sample, SampleConditions::run, SampleConditions::discarded)
                .containsExactly(tuple("conv2d small, fork 2 of 3", null, 1));
    }

    @Test
    void keepsTheLeastContendedOfThreeAttempts() {
        otherLoads.addAll(List.of(1.0, 0.5, 0.75));
        var forks = watch(true, course());

        assertThat(attempt(forks, false)).isEmpty();
        assertThat(attempt(forks, false)).isEmpty();
        assertThat(attempt(forks, false)).hasValue(1);

        assertThat(calls).containsExactly("started", "contended, again", "contended, again", "contended");
    }

    @Test
    void takesNoForkAgainInWhichABenchmarkFailed() {
        otherLoads.add(1.0);

        assertThat(attempt(watch(true, course()), true)).hasValue(0);
    }

    @Test
    void onlyMarksContendedForksOfSuitesThatHaveToBeOverSoon() {
        otherLoads.add(1.0);

        assertThat(attempt(watch(false, course()), false)).hasValue(0);

        assertThat(calls).containsExactly("started", "contended");
    }

    private static OptionalInt attempt(ForkWatch forks, boolean failed) {
        forks.started(PROGRESS);
        return forks.attempted(PROGRESS, failed);
    }

    private ForkWatch watch(boolean repeats, Course course) {
        return new ForkWatch(repeats, sampleWatch(), course, new Witness());
    }

    /** In which attempts before took long, so that there is time for repetitions. */
    private Course course() {
        var begun = new ComparisonRecord(
                ComparisonRecord.SCHEMA_VERSION,
                Instant.EPOCH,
                "./cnn bench",
                "kernels",
                RevisionProbe.read(folder),
                MachineProbe.read(),
                new RecordedPlan(List.of(), "kernels", new EngineOptions(1), false),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false);
        var course = new Course(begun, sampleWatch(), recordFile(), new ReentrantLock());
        var earlier = new SampleAttempts("earlier", null);
        earlier.add(new SampleConditions.Attempt(List.of(), null, List.of()), 3_600);
        course.begin(earlier);
        return course;
    }

    private SampleWatch sampleWatch() {
        return new SampleWatch(new Rulers(List.of(), 1), this::clock);
    }

    private Optional<ProcessorTimes> clock() {
        if (over) {
            elapsed += 200;
            busy += Math.round(100 * otherLoads.removeFirst());
        }
        over = !over;
        return Optional.of(new ProcessorTimes(2, elapsed, busy, 0));
    }

    private Path recordFile() {
        return folder.resolve("record.json");
    }

    private final class Witness implements ComparisonListener {

        @Override
        public void microbenchmarkStarted(MicrobenchmarkListener.Progress progress) {
            calls.add("started");
        }

        @Override
        public void contended(List<String> contention, boolean again) {
            calls.add("contended" + (again ? ", again" : ""));
        }

        @Override
        public void microbenchmarksFailed(List<String> benchmarks, String why) {}

        @Override
        public void standIn(String message) {}

        @Override
        public void runStarted(PlannedRun run, int number, int total) {}

        @Override
        public void workerSaid(PlannedRun run, WorkerEvent event) {}

        @Override
        public void runFinished(PlannedRun run, EngineRun result) {}

        @Override
        public void microbenchmarksStarted(MicrobenchmarkSet set, long estimatedSeconds) {}

        @Override
        public void microbenchmarksFinished(int count) {}
    }
}
