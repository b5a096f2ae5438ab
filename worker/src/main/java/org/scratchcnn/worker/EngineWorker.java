package org.scratchcnn.worker;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.Function;
import org.scratchcnn.engine.Engine;
import org.scratchcnn.json.InvalidJsonException;

/**
 * The process that an engine is measured in: reads one {@link WorkerRequest} from standard input, carries it out, and
 * writes {@link WorkerEvent}s to standard output.
 */
public final class EngineWorker {

    /** Exit code where a request was answered, whatever the outcome. */
    static final int ANSWERED = 0;

    /** Exit code where no request could be read. */
    static final int NOT_UNDERSTOOD = 2;

    private EngineWorker() {}

    /**
     * Serves one request and ends the process; an engine module's {@code main} does nothing else. From here on
     * {@link System#out} is standard error, so that whatever an engine prints does not get between the events. The
     * process also ends with the one that started it: it would else go on computing beside later measurements.
     */
    public static void run(Engine engine) {
        var clock = new ProcessClock();
        var output = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        System.setOut(System.err);
        endWithParent();
        System.exit(serve(engine, TaskData::load, clock, System.in, output, System.err));
    }

    /** Lets this process end with the one that started it. */
    static void endWithParent() {
        ProcessHandle.current().parent().map(ProcessHandle::onExit).ifPresent(parentExit -> {
            var _ = parentExit.thenRun(() -> Runtime.getRuntime().halt(NOT_UNDERSTOOD));
        });
    }

    /** Carries out the request on {@code input}, and returns the exit code. */
    static int serve(
            Engine engine,
            Function<WorkerRequest.Measure, TaskData> dataProvider,
            ProcessClock clock,
            InputStream input,
            PrintStream output,
            PrintStream log) {
        WorkerRequest request;
        try {
            var line = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8)).readLine();
            if (line == null) {
                log.println("Standard input ended before a request came");
                return NOT_UNDERSTOOD;
            }
            request = WorkerProtocol.parseRequest(line);
        } catch (IOException | InvalidJsonException e) {
            log.println("The request can't be read: " + e.getMessage());
            return NOT_UNDERSTOOD;
        }
        Consumer<WorkerEvent> events = event -> {
            output.print(WorkerProtocol.format(event) + "\n");
            output.flush();
        };
        switch (request) {
            case WorkerRequest.Measure measure ->
                events.accept(new WorkerEvent.Finished(
                        new TaskRun(engine, measure, dataProvider, events, log, clock).execute()));
            case WorkerRequest.Compute(var trainings, var options) ->
                trainings.forEach(training -> events.accept(Computation.of(engine, training, options)));
        }
        return ANSWERED;
    }
}
