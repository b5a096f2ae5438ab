package org.scratchcnn.worker;

import org.scratchcnn.core.engine.EngineFacts;
import org.scratchcnn.core.record.Microbenchmark.Pass;

/** A convolution of a foreign engine with everything that it reads in place, ready to be timed pass by pass. */
public interface TimedConvolution extends AutoCloseable {

    /** Computes one pass over all images, and lets go of the result. */
    void run(Pass pass);

    /** What the engine runs with. */
    EngineFacts facts();

    @Override
    void close();
}
