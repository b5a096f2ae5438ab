package org.scratchcnn.engine;

import java.util.Locale;

/** Training stopped because a loss was infinite or not a number. */
public final class NonFiniteLossException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NonFiniteLossException(double loss, int epoch, int step) {
        super(String.format(
                Locale.ROOT,
                "The loss became %s in epoch %d, step %d; training has diverged: try a lower learning rate, gradient clipping, or look for values in the data that are not finite",
                loss,
                epoch,
                step));
    }
}
