package org.scratchcnn.worker;

/**
 * How a microbenchmark is timed in each of its processes, in the manner of JMH's average time: an iteration repeats the
 * operation until its time is over, at least once.
 *
 * @param warmups iterations that are not measured
 * @param warmupMilliseconds of each of them
 * @param measured iterations, each of which gives one sample
 * @param measuredMilliseconds of each of them
 */
public record IterationPlan(int warmups, int warmupMilliseconds, int measured, int measuredMilliseconds) {

    public IterationPlan {
        if (warmups < 0 || warmupMilliseconds < 1 || measured < 1 || measuredMilliseconds < 1) {
            throw new IllegalArgumentException(
                    "A plan takes at least 1 measured iteration and 1 ms for each iteration, but was given %d × %d ms of warm-up and %d × %d ms measured"
                            .formatted(warmups, warmupMilliseconds, measured, measuredMilliseconds));
        }
    }

    /** How long all iterations take where operations are short. */
    public int milliseconds() {
        return warmups * warmupMilliseconds + measured * measuredMilliseconds;
    }
}
