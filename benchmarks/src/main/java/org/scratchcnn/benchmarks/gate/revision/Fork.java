package org.scratchcnn.benchmarks.gate.revision;

import java.io.IOException;
import java.time.Duration;
import org.scratchcnn.benchmarks.gate.fork.ForkMessage;
import org.scratchcnn.benchmarks.gate.fork.ForkRequest;

/** A fork that is warm, and does nothing until it is asked for a block. */
public interface Fork extends AutoCloseable {

    /** Many times what anything that a fork does should take. */
    Duration LONGEST_WAIT = Duration.ofMinutes(2);

    /** Starts forks of one revision. */
    @FunctionalInterface
    interface Starter {

        /**
         * Starts a fork, and waits until it is warm.
         *
         * @param limit how long to wait at most
         * @throws ForkException if it does not get there
         * @throws InterruptedException if the gate is to end at once
         */
        Fork start(ForkRequest request, Duration limit) throws ForkException, InterruptedException;
    }

    /** A fork gave no result; the message says why. */
    final class ForkException extends IOException {
        private static final long serialVersionUID = 1L;

        public ForkException(String message) {
            super(message);
        }
    }

    /** What it computes. */
    ForkMessage.Ready ready();

    /**
     * Times a block.
     *
     * @param limit how long to wait for it at most
     * @throws ForkException if there is no answer, or none that can be read
     * @throws InterruptedException if the gate is to end at once
     */
    ForkMessage.Block block(Duration limit) throws ForkException, InterruptedException;

    /** Ends it. */
    @Override
    void close();
}
