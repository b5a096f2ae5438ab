package org.scratchcnn.datasets.sample;

/** Samples with values that a network should give, for regression. */
public interface ValuedSamples extends Samples {

    /** How many values a sample has as its target. */
    int outputs();

    /** Writes a sample's target, {@code [outputs]}, to {@code into} from {@code offset} on. */
    void copyTargets(int sample, float[] into, int offset);
}
