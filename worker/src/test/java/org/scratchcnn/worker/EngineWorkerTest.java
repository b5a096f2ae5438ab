package org.scratchcnn.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.json.InvalidJsonException;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.network.zoo.Zoo;
import org.scratchcnn.train.ScratchEngines;
import org.scratchcnn.worker.record.EngineRun.Protocol;
import org.scratchcnn.worker.record.Outcome;
import org.scratchcnn.worker.record.PlannedRun;

class EngineWorkerTest {

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    private int serve(String input, Function<WorkerRequest.Measure, TaskData> data) {
        return EngineWorker.serve(
                new FakeEngine(),
                data,
                new ProcessClock(),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(output, false, StandardCharsets.UTF_8),
                new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    private List<WorkerEvent> events() {
        return output.toString(StandardCharsets.UTF_8)
                .lines()
                .map(WorkerProtocol::parseEvent)
                .flatMap(Optional::stream)
                .toList();
    }

    @Test
    void answersARequestWithOneEventALineAndTheRunLast() {
        int exitCode = serve(WorkerProtocol.format(Requests.train()) + "\n", _ -> Points.data());

        assertThat(exitCode).isEqualTo(EngineWorker.ANSWERED);
        assertThat(output.toString(StandardCharsets.UTF_8)).endsWith("\n");
        assertThat(output.toString(StandardCharsets.UTF_8).lines()).hasSameSizeAs(events());
        assertThat(events()).first().isInstanceOf(WorkerEvent.Started.class);
        assertThat(events().stream().filter(WorkerEvent.EpochDone.class::isInstance))
                .hasSize(2);
        assertThat(events())
                .last()
                .isInstanceOfSatisfying(
                        WorkerEvent.Finished.class,
                        finished -> assertThat(finished.run().outcome()).isEqualTo(new Outcome.Completed()));
    }

    @Test
    void answersAFailedRunToo() {
        int exitCode = serve(WorkerProtocol.format(Requests.train()), _ -> {
            throw new IllegalStateException("The files of points are not there");
        });

        assertThat(exitCode).isEqualTo(EngineWorker.ANSWERED);
        assertThat(events())
                .singleElement()
                .isInstanceOfSatisfying(
                        WorkerEvent.Finished.class,
                        finished -> assertThat(finished.run().outcome())
                                .isEqualTo(new Outcome.Failed(
                                        "IllegalStateException: The files of points are not there")));
    }

    @Test
    void computesTheSameFromTheSameDrawnNumbers() {
        var training = TrainingSpec.of(Zoo.spiralMlp(), OptimizerSpec.sgd(0.1), 3, 1);
        var request = new WorkerRequest.Compute(List.of(training, training), new EngineOptions(1));

        int exitCode = EngineWorker.serve(
                ScratchEngines.lanes(),
                _ -> Points.data(),
                new ProcessClock(),
                new ByteArrayInputStream(WorkerProtocol.format(request).getBytes(StandardCharsets.UTF_8)),
                new PrintStream(output, false, StandardCharsets.UTF_8),
                new PrintStream(log, true, StandardCharsets.UTF_8));

        assertThat(exitCode).isEqualTo(EngineWorker.ANSWERED);
        assertThat(events()).hasSize(2);
        var first = (WorkerEvent.Computed) events().getFirst();
        var second = (WorkerEvent.Computed) events().getLast();
        assertThat(first.training()).isEqualTo("spiral-mlp");
        assertThat(first.refusal()).isNull();
        assertThat(first.tensors().keySet())
                .contains("logits", "loss", "gradient of 0.weight", "gradient of 4.bias", "after steps, 2.weight");
        first.tensors()
                .forEach((name, values) -> assertThat(
                                Objects.requireNonNull(second.tensors().get(name)))
                        .as(name)
                        .containsExactly(values));
        assertThat(Objects.requireNonNull(first.tensors().get("loss"))[0]).isPositive();
    }

    @Test
    void saysWhatIsWrongWithARequestThatItCannotRead() {
        assertThat(serve("{\"type\": \"Measure\", \"planned\": 3}\n", _ -> Points.data()))
                .isEqualTo(EngineWorker.NOT_UNDERSTOOD);
        assertThat(log.toString(StandardCharsets.UTF_8))
                .startsWith("The request can't be read: WorkerRequest at planned");

        log.reset();
        assertThat(serve("", _ -> Points.data())).isEqualTo(EngineWorker.NOT_UNDERSTOOD);
        assertThat(log.toString(StandardCharsets.UTF_8)).startsWith("Standard input ended before a request came");
        assertThat(output.size()).isZero();
    }

    @Test
    void readsBackRequestsAndEvents() {
        assertThat(WorkerProtocol.parseRequest(WorkerProtocol.format(Requests.train())))
                .isEqualTo(Requests.train());
        var progress = new WorkerEvent.Progress(1, 2, 3, 4, 5.5, null, 6);
        assertThat(WorkerProtocol.parseEvent(WorkerProtocol.format(progress))).contains(progress);
    }

    @Test
    void findsEventsAmongWhatNativeLibrariesPrint() {
        var progress = new WorkerEvent.Progress(1, 2, 3, 4, 5.5, 0.5, 6);

        assertThat(WorkerProtocol.parseEvent("OMP: warning without an end" + WorkerProtocol.format(progress)))
                .contains(progress);
        assertThat(WorkerProtocol.parseEvent("{\"type\":\"Progress\"}")).isEmpty();
        assertThat(WorkerProtocol.parseEvent("")).isEmpty();
        assertThatThrownBy(() -> WorkerProtocol.parseEvent("@event {\"type\":\"Pro"))
                .isInstanceOf(InvalidJsonException.class);
    }

    @Test
    void loadsTheDataThatTheTaskNames() {
        var data = TaskData.load(Requests.of(PlannedRun.ofTraining(Tasks.spiral(), "fake", Protocol.TRAIN)));

        assertThat(data.training().sampleCount()).isEqualTo(3_200);
        assertThat(data.training().batchSize()).isEqualTo(32);
        assertThat(data.validation()).isNull();
        assertThat(data.test().sampleCount()).isEqualTo(800);
        assertThat(data.fingerprint().name()).isEqualTo("Spiral");
    }
}
