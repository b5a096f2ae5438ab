package org.scratchcnn.benchmarks.gate.rule;

/** Where pairs come from. */
@FunctionalInterface
public interface PairSource {

    /** What came of timing a pair. */
    sealed interface Outcome {

        /** Both forks were timed. */
        record Timed(Pair pair) implements Outcome {}

        /** The base can't be timed. */
        record BaseFailed(String reason) implements Outcome {}

        /** The head can't be timed, but the base can. */
        record HeadFailed(String reason) implements Outcome {}
    }

    /**
     * Times a pair.
     *
     * @param headFirst whether the head's fork comes first
     * @throws InterruptedException if the gate is to end at once
     */
    Outcome take(String benchmark, boolean headFirst) throws InterruptedException;

    /** Whether there is time for so many more pairs. */
    default boolean hasTimeFor(int pairs) {
        return true;
    }
}
