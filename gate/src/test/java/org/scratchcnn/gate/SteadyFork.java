package org.scratchcnn.gate;

import java.time.Duration;
import org.scratchcnn.gate.fork.ForkMessage;
import org.scratchcnn.gate.revision.Fork;

/** A fork all of whose blocks are the same. */
record SteadyFork(ForkMessage.Ready ready, ForkMessage.Block block) implements Fork {

    @Override
    public ForkMessage.Block block(Duration patience) {
        return block;
    }

    @Override
    public void close() {}
}
