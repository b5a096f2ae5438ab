package org.scratchcnn.benchmarks.gate.result;

import java.time.Duration;

/**
 * How a pair of forks spends its time.
 *
 * @param warmupMilliseconds of each fork before its first block
 * @param blocks of each fork
 * @param blockMilliseconds that operations are repeated for in each block, at least once
 */
public record PairPlan(int warmupMilliseconds, int blocks, int blockMilliseconds) {

    /** Beside its blocks a pair starts two JVMs and sessions, and reads the ruler. */
    private static final Duration OVERHEAD = Duration.ofSeconds(3);

    public PairPlan {
        if (warmupMilliseconds < 0 || blocks < 1 || blockMilliseconds < 1) {
            throw new IllegalArgumentException(
                    "A fork takes at least 1 block of at least 1 ms, but was given %d blocks of %d ms after %d ms"
                            .formatted(blocks, blockMilliseconds, warmupMilliseconds));
        }
    }

    /** The compiler is done, blocks are short beside most of what disturbs a shared machine, and there are many. */
    public static PairPlan standard() {
        return new PairPlan(2_000, 50, 20);
    }

    /** About how long a pair takes from the start of its forks to their end. */
    public Duration duration() {
        return Duration.ofMillis(2L * (warmupMilliseconds + blocks * blockMilliseconds))
                .plus(OVERHEAD);
    }
}
