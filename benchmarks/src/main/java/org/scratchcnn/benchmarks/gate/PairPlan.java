package org.scratchcnn.benchmarks.gate;

import java.time.Duration;

/**
 * How a pair of forks spends its time.
 *
 * @param warmupMilliseconds of each fork before its first block
 * @param blocks of each fork
 * @param blockMilliseconds that operations are repeated for in each block, at least once
 */
record PairPlan(int warmupMilliseconds, int blocks, int blockMilliseconds) {

    /** Beside its blocks a pair starts two JVMs and sessions, and reads the ruler. */
    private static final Duration OVERHEAD = Duration.ofSeconds(3);

    /** The compiler is done, blocks are short beside most of what disturbs a shared machine, and there are many. */
    static PairPlan standard() {
        return new PairPlan(2_000, 50, 20);
    }

    /** About how long a pair takes from the start of its forks to their end. */
    Duration duration() {
        return Duration.ofMillis(2L * (warmupMilliseconds + blocks * blockMilliseconds))
                .plus(OVERHEAD);
    }
}
