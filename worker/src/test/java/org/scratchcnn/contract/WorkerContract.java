package org.scratchcnn.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.worker.EngineLaunch;
import org.scratchcnn.worker.WorkerEvent;
import org.scratchcnn.worker.WorkerProtocol;
import org.scratchcnn.worker.WorkerRequest;
import org.scratchcnn.worker.record.EngineRun.Protocol;
import org.scratchcnn.worker.record.Milestone;
import org.scratchcnn.worker.record.Outcome;
import org.scratchcnn.worker.record.PlannedRun;
import org.scratchcnn.worker.record.TimingPlan;
import org.scratchcnn.worker.record.TimingSeries;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/** The processes that a module's {@code engines.json} describes, started as the harness starts them. */
public abstract class WorkerContract {

    private static final Path MODULE = Path.of("").toAbsolutePath();
    private static final String BUILD = "./mvnw test";

    /** The names of the module's configurations, the first one to be started. */
    protected abstract List<String> engines();

    @Test
    public void describesAProcessForEachConfiguration() {
        assertThat(EngineLaunch.read(MODULE, BUILD))
                .extracting(EngineLaunch::engine)
                .containsExactlyElementsOf(engines());
    }

    @Test
    public void timesEveryOperationAndTrainsInAProcessOfItsOwn() throws IOException, InterruptedException {
        var planned = new PlannedRun(
                Tasks.spiral().withEpochs(1),
                engines().getFirst(),
                Protocol.TRAIN,
                List.of(1, 2),
                List.of(Operation.values()),
                TimingPlan.counted(0, 2),
                null,
                null);
        var request = new WorkerRequest.Measure(planned, new EngineOptions(1), "no-such-folder", false);
        var process = EngineLaunch.read(MODULE, BUILD)
                .getFirst()
                .process(new EngineOptions(1))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var input = process.outputWriter(StandardCharsets.UTF_8)) {
            input.write(WorkerProtocol.format(request) + "\n");
        }
        List<WorkerEvent> events;
        try (var lines = process.inputReader(StandardCharsets.UTF_8).lines()) {
            events = lines.flatMap(line -> WorkerProtocol.parseEvent(line).stream())
                    .toList();
        }

        assertThat(process.waitFor()).isZero();
        assertThat(events.getLast()).isInstanceOfSatisfying(WorkerEvent.Finished.class, finished -> {
            var run = finished.run();
            assertThat(run.engine()).isEqualTo(engines().getFirst());
            assertThat(run.outcome()).isEqualTo(new Outcome.Completed());
            assertThat(run.milestones()).extracting(Milestone::step).containsExactly(1, 2);
            assertThat(run.epochs()).hasSize(1);
            assertThat(run.timings()).extracting(TimingSeries::operation).containsExactly(Operation.values());
        });
    }
}
