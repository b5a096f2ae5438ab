package org.scratchcnn.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** While it is open, Ctrl-C asks for an end and waits until it is closed, so that work can be saved. */
final class Interruption implements AutoCloseable {

    /** What is not saved by then, is lost. */
    private static final int MOST_SECONDS = 60;

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook;

    /**
     * Listens from now on.
     *
     * @param end asks for the end, and returns at once
     */
    Interruption(Runnable end) {
        this.hook = new Thread(() -> {
            end.run();
            try {
                done.await(MOST_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // It is running: the user has interrupted.
        }
    }
}
