package org.scratchcnn.reports.convergence;

import java.util.Locale;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.statistics.ConfidenceInterval;

/** How a training's accuracies stand beside those that the reference came to on the same task. */
public sealed interface Convergence permits Convergence.Validated, Convergence.Suspicious, Convergence.NoReference {

    /**
     * They are where the reference's let expect them.
     *
     * @param epochs the last one that both know
     */
    record Validated(int epochs) implements Convergence {

        /**
         * For example {@code validated}, or {@code validated up to epoch 2} of a training that went on.
         *
         * @param trained epochs of the training
         */
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

        /** Whether it learned faster than expected, not slower. */
        public boolean fast() {
            return accuracy > expected.upper();
        }

        /** For example {@code suspiciously slow: 31.20 % after epoch 2, expected 33.10 to 35.02 %}. */
        public String words() {
            return String.format(
                    Locale.ROOT,
                    "suspiciously %s: %s after epoch %d, expected %s to %s",
                    fast() ? "fast" : "slow",
                    Numbers.percent(accuracy, 2),
                    epoch,
                    Numbers.fixed(100 * expected.lower(), 2),
                    Numbers.percent(expected.upper(), 2));
        }
    }

    /** There are no reference runs of this task with this batch size on these data. */
    record NoReference() implements Convergence {}
}
