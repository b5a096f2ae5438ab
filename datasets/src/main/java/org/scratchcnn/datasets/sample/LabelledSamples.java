package org.scratchcnn.datasets.sample;

/** Samples with their classes. */
public interface LabelledSamples extends Samples {

    /** The class of a sample, from 0. */
    int label(int sample);
}
