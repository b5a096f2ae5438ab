package org.scratchcnn.datasets.sample;

import org.scratchcnn.network.Shape;

/** Samples, prepared when they are asked for. */
public interface Samples {

    int count();

    /** The shape of one prepared sample. */
    Shape shape();

    /** Writes a prepared sample, row-major, to {@code into} from {@code offset} on. */
    void copyTo(int sample, float[] into, int offset);
}
