package org.scratchcnn.layer;

/**
 * What a pass through a network is for: it travels with the samples from layer to layer. One object serves all passes of a
 * session, so that none is allocated.
 */
public final class Pass {

    private boolean training;
    private boolean updatesState;
    private long step;
    private int firstImage;

    /**
     * A pass in training.
     *
     * @param newStep of training, which dropout's masks depend on
     * @param updates whether running statistics take over the batch's
     */
    public void train(long newStep, boolean updates) {
        training = true;
        updatesState = updates;
        step = newStep;
    }

    /** A pass in evaluation: nothing is dropped, and batches are normalized by running statistics. */
    public void evaluate() {
        training = false;
        updatesState = false;
        step = 0;
    }

    /** Says which image of the step's batch the next layer's first one is. */
    public void beginAt(int image) {
        firstImage = image;
    }

    public boolean isTraining() {
        return training;
    }

    /** Whether running statistics take over the batch's. */
    public boolean updatesState() {
        return updatesState;
    }

    /** The step of training, counted from 0. */
    public long step() {
        return step;
    }

    /** Which image of the step's batch the first one here is: dropout's masks depend on it. */
    public int firstImage() {
        return firstImage;
    }
}
