package org.scratchcnn.benchmarks.gate;

import org.scratchcnn.benchmarks.gate.fork.ForkMessage;

/** A fork all of whose blocks are the same. */
record SteadyFork(ForkMessage.Ready ready, ForkMessage.Block block) implements Fork {

    @Override
    public ForkMessage.Block block(int milliseconds) {
        return block;
    }

    @Override
    public void close() {}
}
