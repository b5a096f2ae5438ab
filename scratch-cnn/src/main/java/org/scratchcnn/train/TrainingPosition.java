package org.scratchcnn.train;

import java.util.Locale;

/**
 * Where a training stands, between two steps.
 *
 * @param epoch that is being gone through, the first being 1
 * @param step how many batches of it are done
 * @param lossSum of the samples in these batches, before each step
 * @param samples in these batches
 * @param correct of these samples, those whose largest logit was their label's; 0 if nobody asked, or the engine does not tell
 * @param seconds that these batches took, where the training was stopped behind them; else 0
 */
public record TrainingPosition(int epoch, int step, double lossSum, int samples, int correct, double seconds) {

    /** Before the first step. */
    public static final TrainingPosition START = beginOf(1);

    public TrainingPosition {
        if (epoch < 1 || step < 0 || samples < step || correct < 0) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "A training stands in epoch 1 or later, after no negative number of batches, but was said to be in epoch %d after %d batches of %d samples",
                    epoch,
                    step,
                    samples));
        }
    }

    /** Before the first step of an epoch. */
    public static TrainingPosition beginOf(int epoch) {
        return new TrainingPosition(epoch, 0, 0, 0, 0, 0);
    }

    TrainingPosition after(double loss, int batchSize, int correctOnes) {
        return new TrainingPosition(
                epoch, step + 1, lossSum + loss * batchSize, samples + batchSize, correct + correctOnes, seconds);
    }

    /** The same, where so many more seconds went by. */
    TrainingPosition later(double more) {
        return new TrainingPosition(epoch, step, lossSum, samples, correct, seconds + more);
    }
}
