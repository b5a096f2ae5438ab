package org.scratchcnn.kernel.textbook;

import org.scratchcnn.kernel.Activations;

/** Where the samples of an argument of the pass that runs stand: sample n from {@code offset + n·stride} on. */
final class Samples {

    private static final float[] NOTHING = {};

    float[] values = NOTHING;
    private int offset;
    private int stride;

    void set(Activations activations) {
        var nchw = NchwActivations.of(activations);
        values = nchw.values();
        offset = nchw.offset();
        stride = nchw.sampleStride();
    }

    int at(int sample) {
        return offset + sample * stride;
    }
}
