package org.scratchcnn.reports.convergence;

import java.util.Locale;
import org.scratchcnn.reports.statistics.ConfidenceInterval;

/** Whether a training's accuracies are those that the reference runs of its task predict. */
public sealed interface Convergence permits Convergence.Validated, Convergence.Suspicious, Convergence.NoReference {

    /**
     * For example {@code validated up to epoch 2}.
     *
     * @param trained epochs of the training
     */
    String words(int trained);

    /**
     * They are where the reference's predict them.
     *
     * @param epochs the last one that both know
     */
    record Validated(int epochs) implements Convergence {

        @Override
        public String words(int trained) {
            return trained > epochs ? "validated up to epoch " + epochs : "validated";
        }
    }

    /**
     * At least one is not: too low, as if something were computed wrongly; or too high, as if something leaked, or as if
     * more were computed than was said.
     *
     * @param epoch the last one that is off
     * @param accuracy after it, in [0, 1]
     * @param expected accuracies
     */
    record Suspicious(int epoch, double accuracy, ConfidenceInterval expected) implements Convergence {

        @Override
        public String words(int trained) {
            return String.format(
                    Locale.ROOT,
                    "suspiciously %s: %.2f %% after epoch %d, expected %.2f to %.2f %%",
                    accuracy > expected.upper() ? "fast" : "slow",
                    100 * accuracy,
                    epoch,
                    100 * expected.lower(),
                    100 * expected.upper());
        }
    }

    /** There are no reference runs of this task with this batch size on these data. */
    record NoReference() implements Convergence {

        @Override
        public String words(int trained) {
            return "no reference";
        }
    }
}
