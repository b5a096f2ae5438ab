package org.scratchcnn;

import org.scratchcnn.train.TrainingPosition;

/** Told how a training goes, by the thread that trains. */
public interface FitListener {

    /** Listens to nothing. */
    FitListener NONE = new FitListener() {};

    /**
     * After each step.
     *
     * @param position with the step done, and the epoch's loss and right answers so far
     * @param steps of an epoch
     */
    default void stepDone(TrainingPosition position, int steps) {}

    /** After each epoch; the model can be saved and asked. */
    default void epochDone(History.Epoch epoch) {}
}
