package org.scratchcnn.network;

/** A network whose layers don't fit together. The message names the layer's path and the shapes on both sides. */
public final class InvalidNetworkException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public InvalidNetworkException(String message, Throwable cause) {
        super(message, cause);
    }

    public InvalidNetworkException(String message) {
        super(message);
    }
}
