package org.scratchcnn.worker;

import java.lang.management.ManagementFactory;

/**
 * How long this process has been at work since its virtual machine started. It stands still from the moment it is made
 * until {@link #start}, so that what the measuring itself takes does not count.
 */
final class ProcessClock {

    private final long madeMillis = System.currentTimeMillis();

    private long startedNanos;
    private long runNanos;
    private boolean runs;

    /** Lets it run on. */
    void start() {
        startedNanos = System.nanoTime();
        runs = true;
    }

    /** Lets it stand still. */
    void stop() {
        if (runs) {
            runNanos += System.nanoTime() - startedNanos;
            runs = false;
        }
    }

    /** What it shows while it stands still: milliseconds from the start of the virtual machine, less those left out. */
    double milliseconds() {
        return madeMillis - ManagementFactory.getRuntimeMXBean().getStartTime() + runNanos / 1e6;
    }
}
