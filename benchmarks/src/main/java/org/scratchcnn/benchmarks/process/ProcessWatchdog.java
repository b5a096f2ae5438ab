package org.scratchcnn.benchmarks.process;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Ends the processes that this one starts while it is open, if they take too long. For processes that a library starts and
 * waits for, however long they take.
 */
public final class ProcessWatchdog implements AutoCloseable {

    private final Set<ProcessHandle> earlier =
            ProcessHandle.current().children().collect(Collectors.toSet());
    private final Thread thread;
    private volatile boolean outOfPatience;

    /** Watches from now on. */
    public ProcessWatchdog(Duration patience) {
        thread = Thread.ofVirtual().name("process watchdog").start(() -> watch(new Deadline(patience)));
    }

    /** Whether it had to end them. */
    public boolean outOfPatience() {
        return outOfPatience;
    }

    /** Watches no longer. */
    @Override
    public void close() {
        thread.interrupt();
    }

    private void watch(Deadline deadline) {
        try {
            for (var wait = deadline.nextWait(); wait.isPositive(); wait = deadline.nextWait()) {
                Thread.sleep(wait);
            }
        } catch (InterruptedException _) {
            return;
        }
        outOfPatience = true;
        ProcessHandle.current()
                .children()
                .filter(child -> !earlier.contains(child))
                .forEach(child -> {
                    child.descendants().forEach(ProcessHandle::destroyForcibly);
                    child.destroyForcibly();
                });
    }
}
