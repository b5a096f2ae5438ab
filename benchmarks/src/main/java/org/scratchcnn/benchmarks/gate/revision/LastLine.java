package org.scratchcnn.benchmarks.gate.revision;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The last line of what a process prints, read on a thread of its own, so that the process never waits for a reader. No
 * file is written, so none is left behind, however the gate ends.
 */
final class LastLine {

    /** For what the process printed just before it ended. A process that it started may hold the output open for longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Thread reader;
    private volatile @Nullable String last;

    /** Begins to read. */
    LastLine(InputStream output) {
        reader = Thread.ofVirtual().name("last line").start(() -> read(output));
    }

    /**
     * The last line so far; waits for the end of the output, but not for long. Empty where nothing was said.
     *
     * @throws InterruptedException if the wait is interrupted
     */
    Optional<String> read() throws InterruptedException {
        var _ = reader.join(PATIENCE);
        return Optional.ofNullable(last);
    }

    private void read(InputStream output) {
        try (var lines = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                last = line;
            }
        } catch (IOException _) {
            // The process was ended while it printed.
        }
    }
}
