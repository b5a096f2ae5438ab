package org.scratchcnn.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.scratchcnn.benchmarks.harness.FakeWorker.EPOCH;
import static org.scratchcnn.benchmarks.harness.FakeWorker.PROGRESS;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scratchcnn.benchmarks.harness.FakeWorker.Behaviour;
import org.scratchcnn.engine.EngineFacts;
import org.scratchcnn.worker.EngineLaunch;
import org.scratchcnn.worker.WorkerEvent;
import org.scratchcnn.worker.WorkerRequest;
import org.scratchcnn.worker.record.EngineRun;
import org.scratchcnn.worker.record.Outcome;

class EngineProcessIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final WorkerRequest.Measure request = FakeWorker.request();
    private final List<WorkerEvent> events = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void passesEventsOnAndReturnsTheResult() {
        var run = run(FakeWorker.launch(Behaviour.FINISH));

        assertThat(run.outcome()).isEqualTo(new Outcome.Completed());
        assertThat(run.task()).isEqualTo(request.planned().task());
        assertThat(events).containsExactly(PROGRESS, PROGRESS);
        assertThat(run.facts())
                .isEqualTo(new EngineFacts("fake", new TreeMap<>(Map.of(FakeWorker.VARIABLE, "2 threads"))));
        assertThat(log()).content().contains("A native library says hello").contains("{\"no\": \"event\"}");
    }

    @Test
    void failsTheRunWhereAnEventIsMalformed() {
        var run = run(FakeWorker.launch(Behaviour.MALFORMED_EVENT));

        assertThatFailureOf(run).contains("malformed event", "WorkerEvent", "column", log().toString());
        assertThat(log()).content().contains("@event {\"type\":\"Progress\",\"epoch\":");
    }

    @Test
    void failsTheRunWhereTheProcessCrashesAndKeepsTheEpochsBefore() {
        var run = run(FakeWorker.launch(Behaviour.CRASH));

        assertThatFailureOf(run).contains("exit code 3", log().toString());
        assertThat(events).containsExactly(EPOCH);
        assertThat(run.epochs()).containsExactly(EPOCH.result());
        assertThat(log()).content().contains("Out of luck");
    }

    @Test
    void saysWhatWasAskedForWhereTheProcessEndsBeforeItReadsTheRequest() {
        var run = run(FakeWorker.launch(Behaviour.CRASH_AT_ONCE));

        assertThatFailureOf(run).contains("exit code 3");
        assertThat(run.engine()).isEqualTo("CRASH_AT_ONCE");
        assertThat(run.task()).isEqualTo(request.planned().task());
        assertThat(run.protocol()).isEqualTo(request.planned().protocol());
        assertThat(run.options()).isEqualTo(request.options());
    }

    @Test
    void endsAProcessThatSaysNothing() throws Exception {
        var run = new EngineProcess(FakeWorker.launch(Behaviour.HANG), request, Duration.ofSeconds(1), log())
                .run(events::add);

        assertThatFailureOf(run).contains("no event for 1 s", log().toString());
        assertThatAllProcessesEnd();
    }

    @Test
    void endsAProcessThatPrintsOnAndOnWithoutAnEvent() throws Exception {
        var run = new EngineProcess(FakeWorker.launch(Behaviour.BABBLE), request, Duration.ofSeconds(2), log())
                .run(events::add);

        assertThatFailureOf(run).contains("no event for 2 s", log().toString());
        assertThatAllProcessesEnd();
    }

    private static void assertThatAllProcessesEnd() throws Exception {
        for (var process : ProcessHandle.current().children().toList()) {
            assertThat(process.onExit().get(1, TimeUnit.MINUTES)).isNotNull();
        }
    }

    /** The virtual machine complains of the first on standard error, and of the second on standard output. */
    @ParameterizedTest
    @CsvSource({"-XX:+NoSuchFlag, NoSuchFlag", "-Xmx1k, Too small maximum heap"})
    void keepsWhatAVirtualMachineSaysThatDoesNotStart(String flag, String complaint) {
        var run = run(FakeWorker.launch(Behaviour.FINISH, flag));

        assertThatFailureOf(run).contains("exit code 1", log().toString());
        assertThat(log()).content().contains(complaint);
    }

    @Test
    void failsTheRunWhereNoProcessCanBeStarted() throws Exception {
        var file = Files.createFile(folder.resolve("file"));

        var run = new EngineProcess(FakeWorker.launch(Behaviour.FINISH), request, PATIENCE, file.resolve("worker.log"))
                .run(events::add);

        assertThatFailureOf(run).contains("could not be started", file.toString());
    }

    private EngineRun run(EngineLaunch launch) {
        return new EngineProcess(launch, request, PATIENCE, log()).run(events::add);
    }

    private Path log() {
        return folder.resolve("logs").resolve("worker.log");
    }

    private static AbstractStringAssert<?> assertThatFailureOf(EngineRun run) {
        return assertThat(run.outcome())
                .asInstanceOf(type(Outcome.Failed.class))
                .extracting(Outcome.Failed::message, STRING);
    }
}
