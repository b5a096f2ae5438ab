package org.scratchcnn.dl4j;

/** Deeplearning4j has nothing that computes what the description says; the message is a reason for a report. */
final class NotExpressibleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotExpressibleException(String reason) {
        super(reason);
    }
}
