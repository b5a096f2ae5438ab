package org.scratchcnn.benchmarks.jmh;

import org.jspecify.annotations.Nullable;

/** Microbenchmarks brought no times; the message says how they failed, and where to read more. */
final class KernelFailureException extends Exception {

    private static final long serialVersionUID = 1L;

    KernelFailureException(String message, @Nullable Exception cause) {
        super(message, cause);
    }
}
