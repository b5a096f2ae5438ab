package org.scratchcnn.worker;

import java.util.Locale;
import org.scratchcnn.engine.ParameterSnapshot;

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

    static void requireParameters(ParameterSnapshot snapshot) {
        snapshot.tensors().forEach((name, tensor) -> {
            for (float value : tensor.values()) {
                if (!Float.isFinite(value)) {
                    throw new IllegalStateException("Parameter %s holds %s after training".formatted(name, value));
                }
            }
        });
    }
}
