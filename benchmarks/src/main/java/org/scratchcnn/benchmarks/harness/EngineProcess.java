package org.scratchcnn.benchmarks.harness;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.benchmarks.process.Patience;
import org.scratchcnn.benchmarks.process.ProcessLines;
import org.scratchcnn.benchmarks.process.ProcessLines.Output;
import org.scratchcnn.engine.EpochResult;
import org.scratchcnn.worker.EngineLaunch;
import org.scratchcnn.worker.WorkerEvent;
import org.scratchcnn.worker.WorkerProtocol;
import org.scratchcnn.worker.WorkerRequest;
import org.scratchcnn.worker.record.EngineRun;
import org.scratchcnn.worker.record.InvalidJsonException;
import org.scratchcnn.worker.record.Outcome;
import org.scratchcnn.worker.record.RecordJson;

/**
 * One run of one engine in a process of its own. Whatever goes wrong there, a crash, silence or garbage, becomes the
 * run's outcome; epochs that were over by then stay in its result.
 */
final class EngineProcess {

    /** Bytes that go into the log of what the worker prints beside its events. */
    private static final int LOG_LIMIT = 1 << 24;

    private final EngineLaunch launch;
    private final WorkerRequest request;
    private final Duration patience;
    private final Path log;
    private final List<EpochResult> epochs = new ArrayList<>();
    private WorkerEvent.@Nullable Started started;
    private long logged;

    /**
     * A process that is not started yet.
     *
     * @param patience how long the worker may bring no event, whatever else it prints
     * @param log gets the worker's standard error and whatever else it prints
     */
    EngineProcess(EngineLaunch launch, WorkerRequest request, Duration patience, Path log) {
        this.launch = launch;
        this.request = request;
        this.patience = patience;
        this.log = log;
    }

    /** Runs to the end; events are passed on as they come. */
    EngineRun run(Consumer<WorkerEvent> events) {
        Process process;
        try {
            process = start();
        } catch (IOException e) {
            return failed("its process could not be started: " + e);
        }
        // A worker also ends by itself when this process does.
        try {
            return converse(process, events);
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start() throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        Files.deleteIfExists(log);
        // Appended to from here as well: a JVM that can't start or that crashes says so on its standard output.
        return launch.process(request.options())
                .redirectError(Redirect.appendTo(log.toFile()))
                .start();
    }

    private EngineRun converse(Process process, Consumer<WorkerEvent> events) {
        try (OutputStream input = process.getOutputStream()) {
            input.write((WorkerProtocol.format(request) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException _) {
            // It ended before it read its request; its exit code tells more than this exception.
        }
        var lines = new ProcessLines(process);
        var untilEvent = new Patience(patience);
        try {
            while (true) {
                switch (lines.next(untilEvent)) {
                    case Output.Line(var text) -> {
                        Optional<WorkerEvent> event;
                        try {
                            event = WorkerProtocol.parseEvent(text);
                        } catch (InvalidJsonException e) {
                            log(text);
                            return failed(
                                    "it printed a malformed event, %s; %s ends with it".formatted(e.getMessage(), log));
                        }
                        if (event.isEmpty()) {
                            log(text);
                        } else if (event.get() instanceof WorkerEvent.Finished(EngineRun run)) {
                            process.waitFor(10, TimeUnit.SECONDS);
                            return run;
                        } else {
                            noteDown(event.get());
                            events.accept(event.get());
                            untilEvent.renew();
                        }
                    }
                    case Output.End() -> {
                        return ended(process);
                    }
                    case Output.Silence() -> {
                        return failed("it brought no event for %d s and was ended; %s says more"
                                .formatted(patience.toSeconds(), log));
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed("the comparison was interrupted");
        }
    }

    /** What is left of the run if its process ends without a result. */
    private void noteDown(WorkerEvent event) {
        switch (event) {
            case WorkerEvent.Started begun -> started = begun;
            case WorkerEvent.EpochDone(var epoch) -> epochs.add(epoch);
            case WorkerEvent.Progress _, WorkerEvent.Finished _ -> {}
        }
    }

    private void log(String line) {
        logged += line.length();
        if (logged > LOG_LIMIT) {
            return;
        }
        try {
            Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException _) {
            // A log that can't be written, on a full disk for example, does not make the measurement wrong.
        }
    }

    private EngineRun ended(Process process) throws InterruptedException {
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            return failed("it closed its output without a result; %s says more".formatted(log));
        }
        return failed(
                "its process ended with exit code %d and no result; %s says more".formatted(process.exitValue(), log));
    }

    private EngineRun failed(String message) {
        var begun = started;
        return new EngineRun(
                launch.engine(),
                request.task(),
                RecordJson.taskHash(request.task()),
                request.protocol(),
                request.options(),
                begun == null ? null : begun.jvm(),
                begun == null ? null : begun.facts(),
                begun == null ? null : begun.data(),
                epochs,
                null,
                List.of(),
                List.of(),
                null,
                null,
                new Outcome.Failed(message));
    }
}
