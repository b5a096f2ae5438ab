package org.scratchcnn.benchmarks.gate.fork;

import java.util.List;

/**
 * What a fork is asked to do, as the arguments of its process.
 *
 * @param task of the revision's own zoo, for example {@code fashion-mnist}
 * @param batchSize that the session is opened for
 * @param engine of the library, for example {@code scratch}
 * @param threads that compute
 * @param warmupMilliseconds before the first block
 * @param blockMilliseconds that operations are repeated for in each block, at least once
 * @param slowdown planted: every operation is followed, inside the clock, by a busy-wait of this share of its own time;
 *     0 for none
 */
public record ForkRequest(
        String task,
        int batchSize,
        String engine,
        Operation operation,
        int threads,
        int warmupMilliseconds,
        int blockMilliseconds,
        double slowdown) {

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

    /** The same, with a planted slowdown. */
    public ForkRequest withSlowdown(double share) {
        return new ForkRequest(
                task, batchSize, engine, operation, threads, warmupMilliseconds, blockMilliseconds, share);
    }

    /** As arguments, which {@link #parse} reads. */
    public List<String> arguments() {
        return List.of(
                task,
                Integer.toString(batchSize),
                engine,
                operation.name(),
                Integer.toString(threads),
                Integer.toString(warmupMilliseconds),
                Integer.toString(blockMilliseconds),
                Double.toString(slowdown));
    }

    static ForkRequest parse(String... arguments) {
        return new ForkRequest(
                arguments[0],
                Integer.parseInt(arguments[1]),
                arguments[2],
                Operation.valueOf(arguments[3]),
                Integer.parseInt(arguments[4]),
                Integer.parseInt(arguments[5]),
                Integer.parseInt(arguments[6]),
                Double.parseDouble(arguments[7]));
    }
}
