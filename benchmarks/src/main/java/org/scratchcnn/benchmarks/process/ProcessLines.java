package org.scratchcnn.benchmarks.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The standard output of a process, read on a thread of its own, so that silence can be told from the end. */
public final class ProcessLines {

    private static final Duration SLICE = Duration.ofSeconds(1);

    private final BlockingQueue<Output> lines = new LinkedBlockingQueue<>();

    /** What came, or did not come. */
    public sealed interface Output {

        /** A line without its end. */
        record Line(String text) implements Output {}

        /** There is no more. */
        record End() implements Output {}

        /** Nothing came in time. */
        record Silence() implements Output {}
    }

    /** Begins to read. */
    public ProcessLines(Process process) {
        Thread.ofVirtual().name("process output").start(() -> read(process));
    }

    /**
     * The next line, or that there is none. A machine that sleeps meanwhile costs one second of the patience.
     *
     * @throws InterruptedException if the wait is interrupted
     */
    public Output next(Duration patience) throws InterruptedException {
        for (var left = patience; left.isPositive(); left = left.minus(SLICE)) {
            var slice = left.compareTo(SLICE) < 0 ? left : SLICE;
            var output = lines.poll(slice.toMillis(), TimeUnit.MILLISECONDS);
            if (output != null) {
                return output;
            }
        }
        return new Output.Silence();
    }

    private void read(Process process) {
        try (var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(new Output.Line(line));
            }
        } catch (IOException _) {
            // The process was ended while it printed; its end is told below.
        } finally {
            lines.add(new Output.End());
        }
    }
}
