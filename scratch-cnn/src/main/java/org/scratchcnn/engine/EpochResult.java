package org.scratchcnn.engine;

/**
 * What one epoch of training came to.
 *
 * @param epoch the first is 1
 * @param trainingLoss mean over the epoch's samples of the loss before each step
 * @param trainingSeconds from the first batch's being asked for to the last update; evaluation is off the clock
 * @param stepSeconds of these, the time inside {@code Session.step}
 * @param samples trained on
 * @param evaluation after the epoch, on the validation samples, or where a task has none on the test samples
 */
public record EpochResult(
        int epoch,
        double trainingLoss,
        double trainingSeconds,
        double stepSeconds,
        int samples,
        Evaluation evaluation) {

    /** The evaluation's loss, or the training's where nothing was evaluated. */
    public double monitoredLoss() {
        return evaluation.samples() == 0 ? trainingLoss : evaluation.loss();
    }

    /**
     * Whether the evaluation came to at least this accuracy.
     *
     * @param accuracy in [0, 1]
     */
    public boolean reaches(double accuracy) {
        return evaluation.accuracy() >= accuracy;
    }
}
