package org.scratchcnn.layer;

import org.jspecify.annotations.Nullable;
import org.scratchcnn.kernel.Activations;
import org.scratchcnn.kernel.BatchNormKernel;

/** Batch normalization by the running statistics, which stay as they are: of a frozen layer, and in inference. */
public final class FixedBatchNormLayer implements Layer {

    private final BatchNormKernel kernel;
    private final NormalizationParameters parameters;
    private final Activations x;
    private final Activations y;
    private final @Nullable Activations dy;
    private final @Nullable Activations dx;

    public FixedBatchNormLayer(
            BatchNormKernel kernel, NormalizationParameters parameters, LayerActivations activations) {
        this.kernel = kernel;
        this.parameters = parameters;
        this.x = activations.x();
        this.y = activations.y();
        this.dy = activations.dy();
        this.dx = activations.dx();
    }

    @Override
    public void forward(Pass pass) {
        kernel.prepare(parameters.weight(), parameters.bias());
        kernel.useStatistics(
                parameters.runningMean().values(), parameters.runningVariance().values());
        kernel.forward(x, y);
    }

    @Override
    public boolean hasGradientByInput() {
        return dy != null && dx != null;
    }

    @Override
    public void gradientByInput(Pass pass) {
        if (dy != null && dx != null) {
            kernel.gradientByInput(x, dy, dx);
        }
    }
}
