package org.scratchcnn.layer;

import org.jspecify.annotations.Nullable;
import org.scratchcnn.kernel.Activations;

/**
 * What a layer reads and writes. The activations belong to the plan.
 *
 * @param x the input
 * @param y the output
 * @param dy the loss's gradient by the output; null where nothing at or before the layer is trained
 * @param dx the loss's gradient by the input; null where nothing before the layer is trained
 */
public record LayerActivations(
        Activations x,
        Activations y,
        @Nullable Activations dy,
        @Nullable Activations dx) {

    /** The same for a layer whose gradient is made elsewhere. */
    public LayerActivations withoutGradients() {
        return new LayerActivations(x, y, null, null);
    }
}
