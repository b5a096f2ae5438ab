package org.scratchcnn.engine;

/** Whether an engine can do something. */
public sealed interface Support permits Support.Yes, Support.No {

    record Yes() implements Support {}

    /** No, and why, in words for a report. */
    record No(String reason) implements Support {}
}
