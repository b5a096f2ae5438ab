package org.scratchcnn;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What each epoch of a model's trainings came to, from the first on. */
public record History(List<Epoch> epochs) {

    /** Nothing yet. */
    public static final History NONE = new History(List.of());

    public History {
        epochs = List.copyOf(epochs);
    }

    /**
     * One pass over the training data.
     *
     * @param number the first is 1
     * @param loss mean over the training samples, each before its step, with dropout
     * @param accuracy share of the training samples that were answered right, likewise; NaN where targets are values
     * @param seconds of training alone
     * @param samples trained on
     * @param validation after the epoch; null if nothing was held back
     */
    public record Epoch(
            int number,
            double loss,
            double accuracy,
            double seconds,
            int samples,
            @Nullable Validation validation) {}

    /**
     * How the network did on what was held back.
     *
     * @param accuracy NaN where targets are values
     */
    public record Validation(double loss, double accuracy) {}

    /**
     * The last epoch.
     *
     * @throws java.util.NoSuchElementException if there is none
     */
    public Epoch last() {
        return epochs.getLast();
    }
}
