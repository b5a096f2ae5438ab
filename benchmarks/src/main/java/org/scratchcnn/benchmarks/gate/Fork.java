package org.scratchcnn.benchmarks.gate;

import java.io.IOException;
import java.time.Duration;
import org.scratchcnn.benchmarks.gate.fork.ForkMessage;
import org.scratchcnn.benchmarks.gate.fork.ForkRequest;

/** A fork that is warm, and does nothing until it is asked for a block. */
interface Fork extends AutoCloseable {

    /** Many times what anything that a fork does should take. */
    Duration LONGEST_WAIT = Duration.ofMinutes(2);

    /** Starts forks of one revision. */
    @FunctionalInterface
    interface Starter {

        /**
         * Starts a fork, and waits until it is warm, at most so long.
         *
         * @throws ForkException if it does not get there
         * @throws InterruptedException if the gate is to end at once; so do the other methods that wait
         */
        Fork start(ForkRequest request, Duration longestWait) throws ForkException, InterruptedException;
    }

    /** A fork gave no result; the message says why. */
    final class ForkException extends IOException {
        private static final long serialVersionUID = 1L;

        private final String reason;

        ForkException(String reason) {
            super(reason);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }

    /** What it computes. */
    ForkMessage.Ready ready();

    /**
     * Times a block, and waits for it at most so long.
     *
     * @throws ForkException if there is no answer, or none that can be read
     */
    ForkMessage.Block block(Duration longestWait) throws ForkException, InterruptedException;

    /** Ends it. */
    @Override
    void close();
}
