package org.scratchcnn.benchmarks.gate;

import java.io.IOException;
import org.scratchcnn.benchmarks.gate.fork.ForkMessage;
import org.scratchcnn.benchmarks.gate.fork.ForkRequest;

/** A fork that does nothing until it is asked for a block. */
interface Fork extends AutoCloseable {

    /** Starts forks of one revision. */
    @FunctionalInterface
    interface Starter {

        /**
         * Starts a fork, and waits until it can be asked.
         *
         * @throws IOException if it does not get there; the message says why
         * @throws InterruptedException if the gate is to end at once
         */
        Fork start(ForkRequest request) throws IOException, InterruptedException;
    }

    /** What it computes. */
    ForkMessage.Ready ready();

    /**
     * Times a block.
     *
     * @throws IOException if there is no answer, or none that can be read; the message says why
     * @throws InterruptedException if the gate is to end at once
     */
    ForkMessage.Block block(int milliseconds) throws IOException, InterruptedException;

    /** Ends it. */
    @Override
    void close();
}
