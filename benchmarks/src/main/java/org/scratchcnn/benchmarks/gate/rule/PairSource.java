package org.scratchcnn.benchmarks.gate.rule;

/** Where pairs come from. */
@FunctionalInterface
public interface PairSource {

    /** What came of timing a pair. */
    sealed interface Outcome permits Pair, Failure {}

    /**
     * A fork failed.
     *
     * @param verdict FAIL where it is the head's fault, INCONCLUSIVE where the base can't be timed
     */
    record Failure(Verdict verdict, String reason) implements Outcome {

        public static Failure ofBase(String reason) {
            return new Failure(Verdict.INCONCLUSIVE, "the base can't be timed: " + reason);
        }

        public static Failure ofHead(String reason) {
            return new Failure(Verdict.FAIL, "the head can't be timed: " + reason);
        }
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
