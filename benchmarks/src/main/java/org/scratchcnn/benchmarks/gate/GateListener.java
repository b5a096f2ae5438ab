package org.scratchcnn.benchmarks.gate;

/** Told what the gate does, line by line. */
@FunctionalInterface
public interface GateListener {

    /** Something begins or is over. */
    void say(String line);
}
