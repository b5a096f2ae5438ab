package org.scratchcnn.benchmarks.gate.rule;

import java.util.Collection;
import java.util.Comparator;

/** What the gate says; the worse, the later. */
public enum Verdict {
    PASS,
    INCONCLUSIVE,
    FAIL;

    /** The worst of them, or {@link #PASS} where there is none. */
    public static Verdict worst(Collection<Verdict> verdicts) {
        return verdicts.stream().max(Comparator.naturalOrder()).orElse(PASS);
    }
}
