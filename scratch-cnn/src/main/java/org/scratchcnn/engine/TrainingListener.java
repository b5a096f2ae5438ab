package org.scratchcnn.engine;

/** Told of a training's progress. It is called off the clock of single steps, but within an epoch's. */
public interface TrainingListener {

    /** Listens to nothing. */
    TrainingListener NONE = new TrainingListener() {};

    /**
     * After each step.
     *
     * @param epoch the first is 1
     * @param step of the epoch, the first is 1
     * @param loss of the batch before the step
     */
    default void stepDone(int epoch, int step, int steps, int samples, double loss) {}

    default void epochDone(EpochResult result) {}
}
