package org.scratchcnn.benchmarks.gate.fork;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    public ForkRequest {
        if (!(slowdown >= 0)) {
            throw new IllegalArgumentException("A planted slowdown must not be negative, but is " + slowdown);
        }
    }

    /** Samples in each operation. */
    int samples() {
        return switch (operation) {
            case STEP, FORWARD -> batchSize;
            case FORWARD_ONE -> 1;
        };
    }

    /** The same, with a planted slowdown. */
    public ForkRequest withSlowdown(double share) {
        return new ForkRequest(
                task, batchSize, engine, operation, threads, warmupMilliseconds, blockMilliseconds, share);
    }

    /** As arguments {@code name=value}, which {@link #parse} reads. */
    public List<String> arguments() {
        return List.of(
                "task=" + task,
                "batch=" + batchSize,
                "engine=" + engine,
                "operation=" + operation,
                "threads=" + threads,
                "warmup=" + warmupMilliseconds,
                "block=" + blockMilliseconds,
                "slowdown=" + slowdown);
    }

    /**
     * Reads what {@link #arguments} wrote.
     *
     * @throws IllegalArgumentException if an argument is missing, unknown or no number where one is expected
     */
    static ForkRequest parse(String... arguments) {
        var values = new HashMap<String, String>();
        for (var argument : arguments) {
            int end = argument.indexOf('=');
            if (end < 0) {
                throw new IllegalArgumentException("Expected name=value, but was given " + argument);
            }
            values.put(argument.substring(0, end), argument.substring(end + 1));
        }
        var request = new ForkRequest(
                take(values, "task"),
                Integer.parseInt(take(values, "batch")),
                take(values, "engine"),
                Operation.valueOf(take(values, "operation")),
                Integer.parseInt(take(values, "threads")),
                Integer.parseInt(take(values, "warmup")),
                Integer.parseInt(take(values, "block")),
                Double.parseDouble(take(values, "slowdown")));
        if (!values.isEmpty()) {
            throw new IllegalArgumentException("Unknown: " + new ArrayList<>(values.keySet()));
        }
        return request;
    }

    private static String take(Map<String, String> values, String name) {
        var value = values.remove(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }
}
