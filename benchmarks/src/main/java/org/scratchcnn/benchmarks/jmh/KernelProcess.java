package org.scratchcnn.benchmarks.jmh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
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
     * @throws IllegalStateException if it fails or takes too long
     * @throws IOException if it can't be started
     */
    KernelTimes run(KernelRequest request) throws IOException {
        var result = Files.createTempFile("kernel", ".json");
        try {
            var process = launch.process(
                            request.options(), request.argument(), RecordJson.write(request), result.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            try {
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    throw failed("took more than %d s".formatted(PATIENCE_SECONDS));
                }
                if (process.exitValue() != 0) {
                    throw failed("ended with exit code " + process.exitValue());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw failed("was interrupted");
            } finally {
                process.destroyForcibly();
            }
            return RecordJson.read(Files.readString(result), KernelTimes.class);
        } finally {
            Files.deleteIfExists(result);
        }
    }

    private IllegalStateException failed(String how) {
        return new IllegalStateException("The microbenchmarks of %s failed: their process %s; %s says more"
                .formatted(launch.engine(), how, log));
    }
}
