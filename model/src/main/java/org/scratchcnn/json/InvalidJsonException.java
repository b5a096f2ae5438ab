package org.scratchcnn.json;

import org.jspecify.annotations.Nullable;

/** JSON is malformed, or does not describe what it should. The message says where and what is wrong. */
public final class InvalidJsonException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    InvalidJsonException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
