package org.scratchcnn.benchmarks.gate.fork;

import java.time.Duration;

/**
 * How a pair of forks spends its time.
 *
 * @param warmupMilliseconds of each fork before its first block
 * @param blocks of each fork
 * @param blockMilliseconds that operations are repeated for in each block, at least once
 */
public record PairPlan(int warmupMilliseconds, int blocks, int blockMilliseconds) {

    /** The compiler is done, blocks are short beside most of what disturbs a shared machine, and there are many. */
    public static PairPlan standard() {
        return new PairPlan(2_000, 50, 20);
    }

    /** About how long a pair takes, with 3 s to start two JVMs and sessions and to read the ruler. */
    public Duration duration() {
        return Duration.ofMillis(2L * (warmupMilliseconds + blocks * blockMilliseconds))
                .plusSeconds(3);
    }
}
