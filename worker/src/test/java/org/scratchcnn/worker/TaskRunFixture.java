package org.scratchcnn.worker;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.scratchcnn.worker.record.EngineRun;

/** Executes requests in this process, and keeps what was said meanwhile. */
final class TaskRunFixture {

    final List<WorkerEvent> events = new ArrayList<>();

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    EngineRun execute(FakeEngine engine, WorkerRequest.Measure request) {
        return execute(engine, request, _ -> Points.data());
    }

    EngineRun execute(
            FakeEngine engine, WorkerRequest.Measure request, Function<WorkerRequest.Measure, TaskData> data) {
        return new TaskRun(
                        engine,
                        request,
                        data,
                        events::add,
                        new PrintStream(log, true, StandardCharsets.UTF_8),
                        new ProcessClock())
                .execute();
    }

    String log() {
        return log.toString(StandardCharsets.UTF_8);
    }
}
