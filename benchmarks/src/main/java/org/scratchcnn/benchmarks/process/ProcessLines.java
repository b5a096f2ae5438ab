package org.scratchcnn.benchmarks.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The standard output of a process, read on a thread of its own, so that silence can be told from the end. */
public final class ProcessLines {

    /** A process that prints more than is read has to wait. */
    private static final int CAPACITY = 1_000;

    /** Many times the longest line that is meant to be read; what is longer comes in pieces. */
    static final int LONGEST_LINE = 1 << 24;

    private final BlockingQueue<Output> lines = new ArrayBlockingQueue<>(CAPACITY);

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
     * The next line, or that there is none. The patience is not renewed by it: who waits for certain lines does that.
     *
     * @throws InterruptedException if the wait is interrupted
     */
    public Output next(Patience patience) throws InterruptedException {
        for (var wait = patience.look(); wait.isPositive(); wait = patience.look()) {
            var output = lines.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
            if (output != null) {
                return output;
            }
        }
        return new Output.Silence();
    }

    /** As {@link BufferedReader#readLine}, but a process that never ends its line does not fill the memory. */
    private static @Nullable String line(BufferedReader reader) throws IOException {
        var line = new StringBuilder();
        for (int next = reader.read(); next >= 0; next = reader.read()) {
            if (next == '\n') {
                return line.toString();
            }
            if (next != '\r') {
                line.append((char) next);
            }
            if (line.length() == LONGEST_LINE) {
                return line.toString();
            }
        }
        return line.isEmpty() ? null : line.toString();
    }

    private void read(Process process) {
        try {
            try (var reader =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (var line = line(reader); line != null; line = line(reader)) {
                    lines.put(new Output.Line(line));
                }
            } catch (IOException _) {
                // The process was ended while it printed; its end is told below.
            }
            lines.put(new Output.End());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
