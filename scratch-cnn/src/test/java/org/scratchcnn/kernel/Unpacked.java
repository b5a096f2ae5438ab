package org.scratchcnn.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

/** Activations as NCHW arrays. */
final class Unpacked {

    private static final float CANARY = 12345.678f;
    private static final int MARGIN = 9;

    private Unpacked() {}

    /** The values of all images that are there, checked to be all that was written. */
    static float[] of(Kernels kernels, Activations activations) {
        int size = activations.images() * activations.layout().sampleSize();
        var values = new float[size + MARGIN];
        Arrays.fill(values, CANARY);
        kernels.unpack(activations, values, 0);
        for (int i = size; i < values.length; i++) {
            assertThat(values[i]).as("what lies behind the images").isEqualTo(CANARY);
        }
        return Arrays.copyOf(values, size);
    }
}
