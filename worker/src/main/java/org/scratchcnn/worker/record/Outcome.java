package org.scratchcnn.worker.record;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** How a run, or all forks of a microbenchmark, ended. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface Outcome permits Outcome.Completed, Outcome.Failed, Outcome.Unsupported {

    /** It did all it was asked to, and every loss and logit was finite. */
    record Completed() implements Outcome {}

    /** It stopped early; the message says why. */
    record Failed(String message) implements Outcome {}

    /** The engine can't express this network or training, for this reason. */
    record Unsupported(String reason) implements Outcome {}
}
