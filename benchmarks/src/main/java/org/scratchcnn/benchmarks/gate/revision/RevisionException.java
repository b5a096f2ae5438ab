package org.scratchcnn.benchmarks.gate.revision;

import java.io.IOException;

/** A revision can't be had. The message says which, why, and what to do about it. */
public final class RevisionException extends IOException {

    private static final long serialVersionUID = 1L;

    public RevisionException(String message) {
        super(message);
    }
}
