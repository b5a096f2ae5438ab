package org.scratchcnn.benchmarks.gate.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found of one benchmark.
 *
 * @param pairs that count
 * @param change by those pairs; absent where forks gave no time
 * @param confirmation fresh pairs; empty where there was nothing to confirm
 * @param confirmed change by the fresh pairs; absent where there are none
 * @param repeated pairs that were repeated because the ruler had moved
 * @param reason for the verdict, in a few words; empty where a pass needs none
 */
public record Finding(
        String benchmark,
        List<Pair> pairs,
        @Nullable Change change,
        List<Pair> confirmation,
        @Nullable Change confirmed,
        int repeated,
        Verdict verdict,
        String reason) {

    public Finding {
        pairs = List.copyOf(pairs);
        confirmation = List.copyOf(confirmation);
    }

    /** The same with one more thing against the head, which counts if nothing worse was found. */
    public Finding worsened(Verdict other, String otherReason) {
        if (other.compareTo(verdict) < 0) {
            return this;
        }
        var both = other == verdict && !reason.isEmpty() ? reason + "; " + otherReason : otherReason;
        return new Finding(benchmark, pairs, change, confirmation, confirmed, repeated, other, both);
    }
}
