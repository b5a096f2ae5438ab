package org.scratchcnn.engine;

/** Told of each part of a training step as soon as it is over, on the thread that takes the step. */
@FunctionalInterface
public interface StepListener {

    /** Listens to nothing. */
    StepListener NONE = _ -> {};

    /**
     * A part is over; where a batch goes through the network a few samples at a time, it begins again later.
     *
     * @param part index into {@link Session#parts}
     */
    void done(int part);
}
