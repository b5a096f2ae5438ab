package org.scratchcnn.gate.revision;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.gate.fork.ForkMessage;

/** A fork in its process. */
final class ForkProcess implements Fork {

    /** Many times what anything that a fork does should take. */
    private static final int PATIENCE_SECONDS = 120;

    private final Process process;
    private final ChildProcesses processes;
    private final Path errors;
    private final BlockingQueue<Line> lines = new LinkedBlockingQueue<>();
    private final ForkMessage.Ready ready;

    /** A line, or that there is no more. */
    private record Line(String text, boolean end) {}

    /**
     * Waits until the fork is warm.
     *
     * @param errors that the process writes its standard error to; deleted in the end
     * @throws ForkException if the fork does not get there; its process is ended then
     */
    ForkProcess(Process process, ChildProcesses processes, Path errors) throws ForkException, InterruptedException {
        this.process = process;
        this.processes = processes;
        this.errors = errors;
        Thread.ofVirtual().name("fork output").start(this::read);
        boolean warm = false;
        try {
            ready = next(ForkMessage.Ready.class);
            warm = true;
        } finally {
            if (!warm) {
                close();
            }
        }
    }

    /** On a thread of its own, so that silence can be told from an end. */
    private void read() {
        try (var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(new Line(line, false));
            }
        } catch (IOException _) {
            // The process was ended while it printed; its end is told below.
        } finally {
            lines.add(new Line("", true));
        }
    }

    private <T extends ForkMessage> T next(Class<T> type) throws ForkException, InterruptedException {
        while (true) {
            var line = nextLine();
            if (processes.ended()) {
                throw new InterruptedException();
            }
            if (line == null) {
                throw new ForkException("it said nothing for %d s".formatted(PATIENCE_SECONDS));
            }
            if (line.end()) {
                process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
                throw new ForkException("exit code %d, %s".formatted(process.exitValue(), lastError()));
            }
            try {
                var message = ForkMessage.parse(line.text());
                if (message.isPresent()) {
                    return type.cast(message.get());
                }
            } catch (IllegalArgumentException | ClassCastException e) {
                throw new ForkException("it said what can't be read: " + e.getMessage());
            }
        }
    }

    /** The next line or the end; null where nothing came in time. A machine that sleeps meanwhile costs one second of it. */
    private @Nullable Line nextLine() throws InterruptedException {
        Line line = null;
        for (int seconds = 0; line == null && seconds < PATIENCE_SECONDS; seconds++) {
            line = lines.poll(1, TimeUnit.SECONDS);
        }
        return line;
    }

    private String lastError() {
        try {
            var said = Files.readString(errors, StandardCharsets.UTF_8).lines().toList();
            return said.isEmpty() ? "nothing said" : said.getLast();
        } catch (IOException e) {
            return "what it said can't be read: " + e.getMessage();
        }
    }

    @Override
    public ForkMessage.Ready ready() {
        return ready;
    }

    @Override
    public ForkMessage.Block block() throws ForkException, InterruptedException {
        try {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        } catch (IOException _) {
            // It has ended; what it said last tells more than this exception.
        }
        return next(ForkMessage.Block.class);
    }

    @Override
    public void close() {
        processes.end(process);
        try {
            Files.deleteIfExists(errors);
        } catch (IOException _) {
            // A small file in the temporary folder.
        }
    }
}
