package org.scratchcnn.engine;

/** A session was not opened because its network, in batches of the size asked for, does not fit into memory. */
public final class InsufficientMemoryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * With what to tell the user.
     *
     * @param message how much is needed, how much there is, and what would fit
     */
    public InsufficientMemoryException(String message) {
        super(message);
    }
}
