package org.scratchcnn.train;

import org.scratchcnn.engine.EpochResult;

/** Told of a training's progress. It is called off the clock of single steps, but within an epoch's. */
public interface TrainingListener {

    /** Listens to nothing. */
    TrainingListener NONE = new TrainingListener() {};

    /**
     * After each step.
     *
     * @param position with the step done
     * @param steps of an epoch
     * @param loss of the batch before the step
     */
    default void stepDone(TrainingPosition position, int steps, double loss) {}

    /** Whether the position should say how many training samples were answered right; that takes a little time a step. */
    default boolean wantsCorrect() {
        return false;
    }

    default void epochDone(EpochResult result) {}
}
