package org.scratchcnn.gate;

import org.scratchcnn.gate.fork.ForkMessage;
import org.scratchcnn.gate.revision.Fork;

/** A fork all of whose blocks are the same. */
record SteadyFork(ForkMessage.Ready ready, ForkMessage.Block block) implements Fork {

    @Override
    public void close() {}
}
