package org.scratchcnn.layer;

import org.jspecify.annotations.Nullable;
import org.scratchcnn.kernel.Activations;
import org.scratchcnn.kernel.UnaryKernel;

/** A layer without parameters that does the same in training and evaluation: pooling, activation, reshaping. */
public final class UnaryLayer implements Layer {

    private final UnaryKernel kernel;
    private final Activations x;
    private final Activations y;
    private final @Nullable Activations dy;
    private final @Nullable Activations dx;

    public UnaryLayer(UnaryKernel kernel, LayerActivations activations) {
        this.kernel = kernel;
        this.x = activations.x();
        this.y = activations.y();
        this.dy = activations.dy();
        this.dx = activations.dx();
    }

    @Override
    public void forward(Pass pass) {
        kernel.forward(x, y);
    }

    @Override
    public boolean hasGradientByInput() {
        return dy != null && dx != null;
    }

    @Override
    public void gradientByInput(Pass pass) {
        if (dy != null && dx != null) {
            kernel.gradientByInput(x, y, dy, dx);
        }
    }
}
