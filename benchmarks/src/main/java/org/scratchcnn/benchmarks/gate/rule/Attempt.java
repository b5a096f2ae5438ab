package org.scratchcnn.benchmarks.gate.rule;

import org.jspecify.annotations.Nullable;

/** What came of timing a pair. */
public sealed interface Attempt {

    /** Both forks were timed. */
    record Timed(Pair pair) implements Attempt {}

    /**
     * At least one fork gave no time.
     *
     * @param base why the base's did not; null if it did
     * @param head why the head's did not; null if it did
     */
    record Failed(@Nullable String base, @Nullable String head) implements Attempt {}

    /** It was given up, since time was out. */
    record OutOfTime() implements Attempt {}
}
