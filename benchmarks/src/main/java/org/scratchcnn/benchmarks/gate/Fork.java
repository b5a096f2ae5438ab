package org.scratchcnn.benchmarks.gate;

import java.io.IOException;
import org.scratchcnn.benchmarks.gate.fork.ForkMessage;
import org.scratchcnn.benchmarks.gate.fork.ForkRequest;

/**
 * A fork that does nothing until it is asked for a block. An {@link IOException} says why it can't do that, an
 * {@link InterruptedException} that the gate is to end at once.
 */
public interface Fork extends AutoCloseable {

    /** Starts forks of one revision. */
    @FunctionalInterface
    interface Starter {

        /** Starts a fork, and waits until it can be asked. */
        Fork start(ForkRequest request) throws IOException, InterruptedException;
    }

    /** What it computes. */
    ForkMessage.Ready ready();

    /** Times a block. */
    ForkMessage.Block block(int milliseconds) throws IOException, InterruptedException;

    /** Ends it. */
    @Override
    void close();
}
