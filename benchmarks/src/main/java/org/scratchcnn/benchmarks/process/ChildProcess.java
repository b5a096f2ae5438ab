package org.scratchcnn.benchmarks.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A process that this program started. Closing it kills it and all that it has started; what should end with this program,
 * however that ends, sees to it by itself. Where the builder does not redirect them, standard output is read line by line,
 * and the last lines of standard error are kept.
 */
public final class ChildProcess implements AutoCloseable {

    private static final int MOST_ERROR_LINES = 20;

    /** For the end of what was killed, and of standard error, which something else may hold open. */
    private static final Duration LAST_MOMENTS = Duration.ofSeconds(10);

    private final Process process;

    /** Empty stands for the end. */
    private final BlockingQueue<Optional<String>> output = new LinkedBlockingQueue<>();

    private final Queue<String> errors = new ConcurrentLinkedQueue<>();
    private final Thread errorReader;

    private ChildProcess(Process process) {
        this.process = process;
        Thread.startVirtualThread(() -> {
            read(process.inputReader(StandardCharsets.UTF_8), line -> output.add(Optional.of(line)));
            output.add(Optional.empty());
        });
        errorReader = Thread.startVirtualThread(() -> read(process.errorReader(StandardCharsets.UTF_8), line -> {
            errors.add(line);
            if (errors.size() > MOST_ERROR_LINES) {
                errors.remove();
            }
        }));
    }

    private static void read(BufferedReader reader, Consumer<String> consumer) {
        try (reader) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                consumer.accept(line);
            }
        } catch (IOException _) {
            // It was killed while it printed.
        }
    }

    /**
     * Starts a process.
     *
     * @throws IOException if it can't be started
     */
    public static ChildProcess start(ProcessBuilder builder) throws IOException {
        return new ChildProcess(builder.start());
    }

    /** Writes a line to its standard input. Where it has ended, its exit code tells more than an exception from here. */
    public void write(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException _) {
            // Ended already.
        }
    }

    /** Closes its standard input. */
    public void closeInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException _) {
            // Ended already.
        }
    }

    /**
     * Reads its standard output up to the first line that means something.
     *
     * @param meaning of a line; empty to read on
     * @return the meaning of that line; empty where the output ends before
     * @throws TimeoutException if there is neither within the wait, whatever else it prints
     */
    public <T> Optional<T> read(Function<String, Optional<T>> meaning, Duration wait)
            throws TimeoutException, InterruptedException {
        long end = System.nanoTime() + wait.toNanos();
        for (long left = wait.toNanos(); left > 0; left = end - System.nanoTime()) {
            var line = output.poll(left, TimeUnit.NANOSECONDS);
            if (line != null) {
                var result = line.flatMap(meaning);
                if (result.isPresent() || line.isEmpty()) {
                    return result;
                }
            }
        }
        throw new TimeoutException("no line in time");
    }

    /**
     * Its exit code, once it has ended.
     *
     * @throws TimeoutException if it does not end within the wait
     */
    public int exitCode(Duration wait) throws TimeoutException, InterruptedException {
        if (!process.waitFor(wait)) {
            throw new TimeoutException("no end in time");
        }
        return process.exitValue();
    }

    /** The last lines of its standard error; waits for their end, but not for long. */
    public List<String> lastErrors() throws InterruptedException {
        var _ = errorReader.join(LAST_MOMENTS);
        return List.copyOf(errors);
    }

    /** Kills it, if it still runs, and all that it has started, and waits until it is gone. */
    @Override
    public void close() {
        // Before its end, after which they are nobody's.
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        // Closes its streams, too.
        process.destroyForcibly();
        try {
            // What the system does not let die is left to it.
            var _ = process.waitFor(LAST_MOMENTS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
