package org.scratchcnn.engine;

import java.util.List;

/**
 * Training steps that say how far they have come: what each layer costs in a real step, with the caches as they are
 * then. The results are those of a {@link Session}'s steps.
 */
public interface LayerwiseSession extends AutoCloseable {

    /** Told of each part of a step as soon as it is over, on the thread that takes the step. */
    @FunctionalInterface
    interface PartListener {
        /**
         * A part is over; where a batch goes through the network a few samples at a time, it begins again later.
         *
         * @param part index into {@link #parts}
         */
        void done(int part);
    }

    /** What a step consists of, in the order in which it is done. */
    List<StepPart> parts();

    /**
     * One training step.
     *
     * @return the loss before it
     */
    double step(Batch batch, PartListener listener);

    @Override
    void close();
}
