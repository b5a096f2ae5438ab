package org.scratchcnn.benchmarks.gate.rule;

/** What the gate says; the worse, the later. */
public enum Verdict {
    PASS,
    INCONCLUSIVE,
    FAIL
}
