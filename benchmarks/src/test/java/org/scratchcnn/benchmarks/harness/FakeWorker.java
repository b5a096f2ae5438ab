package org.scratchcnn.benchmarks.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.scratchcnn.engine.EngineFacts;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.EpochResult;
import org.scratchcnn.engine.Evaluation;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.worker.EngineLaunch;
import org.scratchcnn.worker.WorkerEvent;
import org.scratchcnn.worker.WorkerProtocol;
import org.scratchcnn.worker.WorkerRequest;
import org.scratchcnn.worker.record.EngineRun;
import org.scratchcnn.worker.record.EngineRun.Protocol;
import org.scratchcnn.worker.record.Outcome;
import org.scratchcnn.worker.record.PlannedRun;

/** The main class of a worker process that behaves as its engine is named. */
final class FakeWorker {

    /** An environment variable that a worker which finishes puts into its facts. */
    static final String VARIABLE = "SCRATCH_CNN_FAKE";

    static final WorkerEvent.Progress PROGRESS = new WorkerEvent.Progress(1, 2, 3, 4, 0.5, null, 100);

    static final WorkerEvent.EpochDone EPOCH =
            new WorkerEvent.EpochDone(new EpochResult(1, 2, 0.5, 0.25, 3200, new Evaluation(1.5, 0.25, 800)));

    private FakeWorker() {}

    /** What a worker can do. */
    enum Behaviour {
        /** Prints things that are no events between two that are, and answers the request. */
        FINISH,
        /** Prints an event that breaks off. */
        MALFORMED_EVENT,
        /** Prints that an epoch is over, complains on standard error, and ends with exit code 3. */
        CRASH,
        /** Ends with exit code 3 before it reads the request. */
        CRASH_AT_ONCE,
        /** Says nothing. */
        HANG,
        /** Prints things that are no events, without end. */
        BABBLE
    }

    /** How to start a worker of that behaviour, in a JVM with these flags more. */
    static EngineLaunch launch(Behaviour behaviour, String... jvmFlags) {
        return new EngineLaunch(
                behaviour.name(),
                FakeWorker.class.getName(),
                System.getProperty("java.class.path"),
                jvmFlags.length == 0 ? List.of("-Xmx64m", "-XX:TieredStopAtLevel=1") : List.of(jvmFlags),
                Map.of(VARIABLE, "{threads} threads"));
    }

    static WorkerRequest.Measure request() {
        return new WorkerRequest.Measure(
                PlannedRun.ofTraining(Tasks.spiral(), "fake", Protocol.TRAIN),
                new EngineOptions(2),
                "no-such-folder",
                false);
    }

    static void main(String[] args) throws IOException, InterruptedException {
        switch (Behaviour.valueOf(args[0])) {
            case FINISH -> finish();
            case MALFORMED_EVENT -> print("@event {\"type\":\"Progress\",\"epoch\":");
            case CRASH -> {
                print(WorkerProtocol.format(EPOCH));
                System.err.println("Out of luck");
                System.exit(3);
            }
            case CRASH_AT_ONCE -> System.exit(3);
            case HANG -> Thread.sleep(Duration.ofHours(1));
            case BABBLE -> {
                while (!System.out.checkError()) {
                    print("A native library complains");
                    Thread.sleep(10);
                }
            }
        }
    }

    private static void finish() throws IOException {
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var request = (WorkerRequest.Measure) WorkerProtocol.parseRequest(input.readLine());
        print("A native library says hello");
        print(WorkerProtocol.format(PROGRESS));
        print("{\"no\": \"event\"}");
        print("");
        print("half a line " + WorkerProtocol.format(PROGRESS));
        var facts = new TreeMap<>(Map.of(VARIABLE, String.valueOf(System.getenv(VARIABLE))));
        print(WorkerProtocol.format(new WorkerEvent.Finished(new EngineRun(
                "fake",
                request.planned().task(),
                request.planned().protocol(),
                request.options(),
                null,
                new EngineFacts("fake", facts),
                null,
                List.of(),
                null,
                List.of(),
                List.of(),
                null,
                List.of(),
                new Outcome.Completed()))));
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
