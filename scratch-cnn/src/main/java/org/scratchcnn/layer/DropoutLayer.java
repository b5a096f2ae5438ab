package org.scratchcnn.layer;

import org.jspecify.annotations.Nullable;
import org.scratchcnn.kernel.Activations;
import org.scratchcnn.kernel.DropoutKernel;

/** Inverted dropout: drops in training, copies in evaluation. */
public final class DropoutLayer implements Layer {

    private final DropoutKernel kernel;
    private final Activations x;
    private final Activations y;
    private final @Nullable Activations dy;
    private final @Nullable Activations dx;

    public DropoutLayer(DropoutKernel kernel, LayerActivations activations) {
        this.kernel = kernel;
        this.x = activations.x();
        this.y = activations.y();
        this.dy = activations.dy();
        this.dx = activations.dx();
    }

    @Override
    public void forward(Pass pass) {
        if (pass.isTraining()) {
            kernel.forward(x, y, pass.step(), pass.firstImage());
        } else {
            kernel.copy(x, y);
        }
    }

    @Override
    public boolean hasGradientByInput() {
        return dy != null && dx != null;
    }

    @Override
    public void gradientByInput(Pass pass) {
        if (dy != null && dx != null) {
            kernel.gradientByInput(dy, dx, pass.step(), pass.firstImage());
        }
    }
}
