package org.scratchcnn.worker;

import java.util.Locale;

/** Refuses results that are infinite or not a number: nothing measured with them is worth publishing. */
final class Finite {

    private Finite() {}

    static void requireLoss(double loss, String when) {
        if (!Double.isFinite(loss)) {
            throw new IllegalStateException("The loss became %s while %s".formatted(loss, when));
        }
    }

    /** Checks the first {@code count} logits. */
    static void requireLogits(float[] logits, int count) {
        for (int i = 0; i < count; i++) {
            if (!Float.isFinite(logits[i])) {
                throw new IllegalStateException(
                        String.format(Locale.ROOT, "A logit became %s, number %d of its batch", logits[i], i));
            }
        }
    }
}
