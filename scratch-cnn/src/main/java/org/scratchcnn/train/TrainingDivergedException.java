package org.scratchcnn.train;

import java.util.Locale;

/** Training stopped because a loss or a parameter became infinite or not a number. */
public final class TrainingDivergedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private TrainingDivergedException(String what, int epoch, int step) {
        super(String.format(
                Locale.ROOT,
                "%s in epoch %d, step %d; training has diverged: try a lower learning rate, gradient clipping, or look for values in the data that are not finite",
                what,
                epoch,
                step));
    }

    static TrainingDivergedException ofLoss(double loss, TrainingPosition position) {
        return new TrainingDivergedException("The loss became " + loss, position.epoch(), position.step());
    }

    /** A value of a parameter or of what the optimizer remembers, for example {@code 3.weight[17] is NaN}. */
    public static TrainingDivergedException ofValue(String value, TrainingPosition position) {
        return new TrainingDivergedException(value, position.epoch(), position.step());
    }
}
