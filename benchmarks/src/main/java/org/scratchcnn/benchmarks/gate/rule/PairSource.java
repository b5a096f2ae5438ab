package org.scratchcnn.benchmarks.gate.rule;

/** Where pairs come from. */
@FunctionalInterface
public interface PairSource {

    /**
     * Times a pair.
     *
     * @param benchmark which
     * @param headFirst whether the head's fork comes first
     * @throws InterruptedException if the gate is to end at once
     */
    Attempt take(String benchmark, boolean headFirst) throws InterruptedException;

    /** Whether there is time for so many more pairs; always, unless a source says otherwise. */
    default boolean hasTimeFor(int pairs) {
        return true;
    }
}
