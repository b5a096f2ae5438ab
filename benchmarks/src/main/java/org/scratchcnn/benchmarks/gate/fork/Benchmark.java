package org.scratchcnn.benchmarks.gate.fork;

/**
 * Something that both revisions are timed at.
 *
 * @param name for tables and files, without blanks
 * @param task of the revision's own zoo, for example {@code fashion-mnist}
 * @param batchSize that the session is opened for
 * @param engine of the library, for example {@code scratch}
 */
public record Benchmark(String name, String task, int batchSize, String engine, Operation operation) {

    /** What is timed. */
    public enum Operation {
        /** One training step. */
        STEP,
        /** The logits of a whole batch. */
        FORWARD,
        /** The logits of one sample, in a session that was opened for whole batches. */
        FORWARD_ONE
    }

    /** Samples in each operation. */
    int samples() {
        return operation == Operation.FORWARD_ONE ? 1 : batchSize;
    }
}
