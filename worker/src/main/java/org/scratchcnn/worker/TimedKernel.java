package org.scratchcnn.worker;

import java.util.SequencedMap;
import org.scratchcnn.engine.EngineFacts;

/** An operation of a foreign engine with everything that it reads in place, ready to be timed pass by pass. */
public interface TimedKernel extends AutoCloseable {

    /** What computes each pass once and lets go of the result, by the pass's title as records have it. */
    SequencedMap<String, Runnable> passes();

    /** What the engine runs with. */
    EngineFacts facts();

    @Override
    void close();
}
