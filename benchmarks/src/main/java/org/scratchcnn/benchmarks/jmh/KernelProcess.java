package org.scratchcnn.benchmarks.jmh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.benchmarks.process.Deadline;
import org.scratchcnn.worker.EngineLaunch;
import org.scratchcnn.worker.KernelRequest;
import org.scratchcnn.worker.KernelTimes;
import org.scratchcnn.worker.record.InvalidJsonException;
import org.scratchcnn.worker.record.RecordJson;

/** One fork of a foreign engine's microbenchmarks, in a process of its own. */
final class KernelProcess {

    private final EngineLaunch launch;
    private final Path log;
    private final Duration patience;

    /**
     * A process that is not started yet.
     *
     * @param log gets all that it prints
     * @param patience how long it may take
     */
    KernelProcess(EngineLaunch launch, Path log, Duration patience) {
        this.launch = launch;
        this.log = log;
        this.patience = patience;
    }

    /**
     * Runs to the end.
     *
     * @param passes titles of those that are to be timed
     * @return times of all these passes, one for each iteration
     * @throws KernelFailureException if it can't be started, fails, takes too long, or leaves anything else
     * @throws IOException if there is no place for temporary files
     */
    KernelTimes run(KernelRequest request, Set<String> passes) throws KernelFailureException, IOException {
        var result = Files.createTempFile("kernel", ".json");
        try {
            waitFor(started(request, result));
            var times = times(result);
            requireAll(times, passes, request.iterations().measured());
            return times;
        } finally {
            Files.deleteIfExists(result);
        }
    }

    private Process started(KernelRequest request, Path result) throws KernelFailureException {
        try {
            return launch.process(request.options(), request.argument(), RecordJson.write(request), result.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw failed("could not be started (%s)".formatted(e.getMessage()), e);
        }
    }

    private void waitFor(Process process) throws KernelFailureException {
        try {
            if (!endsInTime(process)) {
                throw failed("took more than %d s and was ended".formatted(patience.toSeconds()), null);
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

    private boolean endsInTime(Process process) throws InterruptedException {
        var untilEnd = new Deadline(patience);
        for (var wait = untilEnd.nextWait(); wait.isPositive(); wait = untilEnd.nextWait()) {
            if (process.waitFor(wait)) {
                return true;
            }
        }
        return false;
    }

    private KernelTimes times(Path result) throws KernelFailureException {
        try {
            return RecordJson.read(Files.readString(result), KernelTimes.class);
        } catch (IOException | InvalidJsonException e) {
            throw failed("left no times that can be read (%s)".formatted(e.getMessage()), e);
        }
    }

    private void requireAll(KernelTimes times, Set<String> passes, int iterations) throws KernelFailureException {
        var timed = times.milliseconds();
        for (var pass : passes) {
            if (!timed.containsKey(pass)) {
                throw failed(
                        "did not time the pass \"%s\" that it was asked for, only %s; build it again, from the same version"
                                .formatted(pass, new TreeSet<>(timed.keySet())),
                        null);
            }
            int count = timed.get(pass).size();
            if (count != iterations) {
                throw failed(
                        "left %d times of the pass \"%s\", but was asked for %d".formatted(count, pass, iterations),
                        null);
            }
        }
    }

    private KernelFailureException failed(String how, @Nullable Exception cause) {
        return new KernelFailureException(
                "The microbenchmarks of %s failed: their process, whose output goes to %s, %s"
                        .formatted(launch.engine(), log, how),
                cause);
    }
}
