package org.scratchcnn.datasets.sample;

import org.scratchcnn.network.Shape;

/** Samples with their classes, prepared when they are asked for. */
public interface LabelledSamples {

    int count();

    /** The shape of one prepared sample. */
    Shape shape();

    /** The class of a sample, from 0. */
    int label(int sample);

    /** Writes a prepared sample, row-major, to {@code into} from {@code offset} on. */
    void copyTo(int sample, float[] into, int offset);
}
