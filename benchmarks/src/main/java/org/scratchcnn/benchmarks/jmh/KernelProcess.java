package org.scratchcnn.benchmarks.jmh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.records.InvalidJsonException;
import org.scratchcnn.records.RecordJson;
import org.scratchcnn.worker.EngineLaunch;
import org.scratchcnn.worker.KernelRequest;
import org.scratchcnn.worker.KernelTimes;

/** One fork of a foreign engine's microbenchmarks, in a process of its own. */
final class KernelProcess {

    private static final long PATIENCE_SECONDS = 300;

    private final EngineLaunch launch;
    private final Path log;

    /**
     * A process that is not started yet.
     *
     * @param log gets all that it prints
     */
    KernelProcess(EngineLaunch launch, Path log) {
        this.launch = launch;
        this.log = log;
    }

    /**
     * Runs to the end.
     *
     * @throws IllegalStateException if it can't be started, fails, takes too long, or leaves nothing that can be read
     * @throws IOException if there is no place for temporary files
     */
    KernelTimes run(KernelRequest request) throws IOException {
        var result = Files.createTempFile("kernel", ".json");
        try {
            waitFor(started(request, result));
            return times(result);
        } finally {
            Files.deleteIfExists(result);
        }
    }

    private Process started(KernelRequest request, Path result) {
        try {
            return launch.process(request.options(), request.argument(), RecordJson.write(request), result.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw failed("could not be started (%s)".formatted(e.getMessage()), e);
        }
    }

    private void waitFor(Process process) {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw failed("took more than %d s".formatted(PATIENCE_SECONDS), null);
            }
            if (process.exitValue() != 0) {
                throw failed("ended with exit code " + process.exitValue(), null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("was interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private KernelTimes times(Path result) {
        try {
            return RecordJson.read(Files.readString(result), KernelTimes.class);
        } catch (IOException | InvalidJsonException e) {
            throw failed("left no times that can be read (%s)".formatted(e.getMessage()), e);
        }
    }

    private IllegalStateException failed(String how, @Nullable Exception cause) {
        return new IllegalStateException(
                "The microbenchmarks of %s failed: their process, whose output goes to %s, %s"
                        .formatted(launch.engine(), log, how),
                cause);
    }
}
