package org.scratchcnn;

import java.util.Locale;
import java.util.function.LongFunction;
import org.scratchcnn.network.AveragingSpec;
import org.scratchcnn.network.ClippingSpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.ScheduleSpec;

/**
 * How {@link Model#fit} trains. Immutable: each method gives another one.
 *
 * @param epochs more passes over the data
 * @param batchSize samples a step
 * @param optimizer how gradients change parameters
 * @param schedule of the learning rate, over these epochs
 * @param clipping of gradients that are too large
 * @param averaging of weights, by the number of steps of these epochs
 * @param validationShare of the data that is held back, and evaluated after each epoch; 0 for none
 * @param threads that compute; they change no result
 * @param listener told of each step and epoch
 */
public record Fit(
        int epochs,
        int batchSize,
        OptimizerSpec optimizer,
        Schedule schedule,
        ClippingSpec clipping,
        LongFunction<AveragingSpec> averaging,
        double validationShare,
        int threads,
        FitListener listener) {

    /** Ten epochs in batches of 32 with Adam at 0.001, on all processors, without validation. */
    public static final Fit DEFAULT = new Fit(
            10,
            32,
            OptimizerSpec.adam(1e-3),
            Schedule.constant(),
            new ClippingSpec.None(),
            _ -> new AveragingSpec.None(),
            0,
            Runtime.getRuntime().availableProcessors(),
            FitListener.NONE);

    public Fit {
        requireOne("epoch", epochs);
        requireOne("sample a batch", batchSize);
        requireOne("thread", threads);
        if (!(validationShare >= 0 && validationShare < 1)) {
            throw new IllegalArgumentException(
                    "The share for validation must be at least 0 and below 1, but is " + validationShare);
        }
    }

    private static void requireOne(String what, int count) {
        if (count < 1) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "Training needs at least 1 %s, but was given %d", what, count));
        }
    }

    public Fit epochs(int more) {
        return new Fit(more, batchSize, optimizer, schedule, clipping, averaging, validationShare, threads, listener);
    }

    public Fit batchSize(int samples) {
        return new Fit(epochs, samples, optimizer, schedule, clipping, averaging, validationShare, threads, listener);
    }

    public Fit optimizer(OptimizerSpec newOptimizer) {
        return new Fit(
                epochs, batchSize, newOptimizer, schedule, clipping, averaging, validationShare, threads, listener);
    }

    public Fit schedule(ScheduleSpec newSchedule) {
        return schedule(Schedule.of(newSchedule));
    }

    public Fit schedule(Schedule newSchedule) {
        return new Fit(
                epochs, batchSize, optimizer, newSchedule, clipping, averaging, validationShare, threads, listener);
    }

    public Fit clipping(ClippingSpec newClipping) {
        return new Fit(
                epochs, batchSize, optimizer, schedule, newClipping, averaging, validationShare, threads, listener);
    }

    public Fit averaging(AveragingSpec newAveraging) {
        return averaging(_ -> newAveraging);
    }

    /** Averages whose description depends on the number of steps, as where lookahead's decay grows over the training. */
    public Fit averaging(LongFunction<AveragingSpec> ofSteps) {
        return new Fit(epochs, batchSize, optimizer, schedule, clipping, ofSteps, validationShare, threads, listener);
    }

    public Fit validation(double share) {
        return new Fit(epochs, batchSize, optimizer, schedule, clipping, averaging, share, threads, listener);
    }

    public Fit threads(int count) {
        return new Fit(epochs, batchSize, optimizer, schedule, clipping, averaging, validationShare, count, listener);
    }

    public Fit listener(FitListener newListener) {
        return new Fit(
                epochs, batchSize, optimizer, schedule, clipping, averaging, validationShare, threads, newListener);
    }
}
