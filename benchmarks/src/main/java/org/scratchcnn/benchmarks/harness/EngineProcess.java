package org.scratchcnn.benchmarks.harness;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.benchmarks.process.ChildProcess;
import org.scratchcnn.engine.EpochResult;
import org.scratchcnn.json.InvalidJsonException;
import org.scratchcnn.worker.EngineLaunch;
import org.scratchcnn.worker.WorkerEvent;
import org.scratchcnn.worker.WorkerProtocol;
import org.scratchcnn.worker.WorkerRequest;
import org.scratchcnn.worker.record.EngineRun;
import org.scratchcnn.worker.record.Outcome;

/**
 * One run of one engine in a process of its own. Whatever goes wrong there, a crash, silence or garbage, becomes the
 * run's outcome; epochs that were over by then stay in its result.
 */
final class EngineProcess {

    private final EngineLaunch launch;
    private final WorkerRequest.Measure request;
    private final Duration longestSilence;
    private final Path log;
    private final List<EpochResult> epochs = new ArrayList<>();
    private WorkerEvent.@Nullable Started started;

    /**
     * A process that is not started yet.
     *
     * @param longestSilence how long the worker may bring no event, whatever else it prints
     * @param log gets the worker's standard error and whatever else it prints
     */
    EngineProcess(EngineLaunch launch, WorkerRequest.Measure request, Duration longestSilence, Path log) {
        this.launch = launch;
        this.request = request;
        this.longestSilence = longestSilence;
        this.log = log;
    }

    /** Runs to the end; events are passed on as they come. */
    EngineRun run(Consumer<WorkerEvent> events) {
        try (var process = start()) {
            process.write(WorkerProtocol.format(request));
            process.closeInput();
            return result(process, events);
        } catch (IOException e) {
            return failed("its process could not be started: " + e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return failed("the comparison was interrupted");
        }
    }

    private ChildProcess start() throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        Files.deleteIfExists(log);
        // Appended to from here as well: a JVM that can't start or that crashes says so on its standard output.
        return ChildProcess.start(launch.process(request.options()).redirectError(Redirect.appendTo(log.toFile())));
    }

    private EngineRun result(ChildProcess process, Consumer<WorkerEvent> events) throws InterruptedException {
        try {
            for (var event = next(process); event.isPresent(); event = next(process)) {
                switch (event.get()) {
                    case WorkerEvent.Started begun -> started = begun;
                    case WorkerEvent.EpochDone(var epoch) -> epochs.add(epoch);
                    case WorkerEvent.Progress _, WorkerEvent.Computed _ -> {}
                    case WorkerEvent.Finished(var run) -> {
                        return run;
                    }
                }
                events.accept(event.get());
            }
            return failed("its process ended with exit code " + process.exitCode(longestSilence) + " and no result; "
                    + log + " says more");
        } catch (InvalidJsonException e) {
            return failed("it printed a malformed event, " + e.getMessage() + "; " + log + " ends with it");
        } catch (TimeoutException _) {
            return failed("it brought no event for " + longestSilence.toSeconds() + " s and was ended; " + log
                    + " says more");
        }
    }

    private Optional<WorkerEvent> next(ChildProcess process) throws TimeoutException, InterruptedException {
        return process.read(
                line -> {
                    Optional<WorkerEvent> event = Optional.empty();
                    try {
                        event = WorkerProtocol.parseEvent(line);
                        return event;
                    } finally {
                        if (event.isEmpty()) {
                            log(line);
                        }
                    }
                },
                longestSilence);
    }

    private void log(String line) {
        try {
            Files.writeString(log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException _) {
            // A log that can't be written, on a full disk for example, does not make the measurement wrong.
        }
    }

    private EngineRun failed(String message) {
        var begun = started;
        return new EngineRun(
                launch.engine(),
                request.planned().task(),
                request.planned().protocol(),
                request.options(),
                begun == null ? null : begun.jvm(),
                begun == null ? null : begun.facts(),
                begun == null ? null : begun.data(),
                epochs,
                null,
                List.of(),
                List.of(),
                null,
                List.of(),
                new Outcome.Failed(message));
    }
}
