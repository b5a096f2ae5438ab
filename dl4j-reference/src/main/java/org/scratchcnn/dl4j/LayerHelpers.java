package org.scratchcnn.dl4j;

import java.util.function.Supplier;

/**
 * Whether convolutions, pooling and batch normalization go to oneDNN through Deeplearning4j's layer helpers, as its
 * documentation promises, or through its own kernels, as release 1.0.0-M2.1 really does.
 */
enum LayerHelpers {
    ONEDNN("false"),
    AS_SHIPPED("true");

    /** Read by Deeplearning4j whenever it constructs a layer. */
    private static final String DISABLE = "org.eclipse.deeplearning4j.helpers.disable";

    private final String disable;

    LayerHelpers(String disable) {
        this.disable = disable;
    }

    /** What {@code construction} makes, its layers with or without helpers. */
    <T> T applyTo(Supplier<T> construction) {
        var before = System.setProperty(DISABLE, disable);
        try {
            return construction.get();
        } finally {
            if (before == null) {
                System.clearProperty(DISABLE);
            } else {
                System.setProperty(DISABLE, before);
            }
        }
    }
}
