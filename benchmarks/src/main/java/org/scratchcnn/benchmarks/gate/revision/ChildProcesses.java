package org.scratchcnn.benchmarks.gate.revision;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** The processes that the gate has started, so that all of them, and all that they started, can be ended at once. */
public final class ChildProcesses {

    private static final int PATIENCE_SECONDS = 10;

    private final Set<Process> running = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;

    /**
     * Starts a process.
     *
     * @throws IOException if it can't be started, or if processes are to end
     */
    Process start(ProcessBuilder builder) throws IOException {
        if (ended) {
            throw new IOException("The gate is being ended");
        }
        var process = builder.start();
        running.add(process);
        if (ended) {
            end(process);
        }
        return process;
    }

    /** Whether all processes were ended, so that what they did not do is nobody's fault. */
    boolean ended() {
        return ended;
    }

    /** Ends a process, if it still runs, and all that it started. */
    void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        running.remove(process);
    }

    /** Ends all processes, waits until they are gone, and lets no more start. */
    public void endAll() {
        ended = true;
        for (var process : Set.copyOf(running)) {
            // Asked for before the end, after which they are nobody's.
            var all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                    .toList();
            end(process);
            awaitEnd(all);
        }
    }

    private static void awaitEnd(List<ProcessHandle> processes) {
        try {
            CompletableFuture.allOf(
                            processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException _) {
            // Then it is as it is: files that can't be removed are told of.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
