package org.scratchcnn.layer;

import org.jspecify.annotations.Nullable;
import org.scratchcnn.kernel.Activations;
import org.scratchcnn.kernel.BatchNormKernel;
import org.scratchcnn.kernel.Parameter;

/** Batch normalization by the statistics of the batch in training, by the running ones in evaluation. */
public final class BatchNormLayer implements WholeBatchLayer {

    private static final float[] NOT_TRAINED = {};

    private final BatchNormKernel kernel;
    private final double momentum;
    private final NormalizationParameters parameters;

    /** The same layer by the running statistics; its gradient by input is this one's too. */
    private final FixedBatchNormLayer fixed;

    private final Activations x;
    private final Activations y;
    private final @Nullable Activations dy;

    /**
     * The layer of one part of a batch.
     *
     * @param kernel the same for all parts
     */
    public BatchNormLayer(
            BatchNormKernel kernel, double momentum, NormalizationParameters parameters, LayerActivations activations) {
        this.kernel = kernel;
        this.momentum = momentum;
        this.parameters = parameters;
        this.fixed = new FixedBatchNormLayer(kernel, parameters, activations);
        this.x = activations.x();
        this.y = activations.y();
        this.dy = activations.dy();
    }

    @Override
    public void beginBatch() {
        kernel.beginStatistics();
    }

    @Override
    public void collect() {
        kernel.addStatistics(x);
    }

    @Override
    public void finishBatch(Pass pass) {
        kernel.finishStatistics();
        if (pass.updatesState()) {
            double unbiased = kernel.count() / (kernel.count() - 1.0);
            move(parameters.runningMean(), kernel.mean(), 1);
            move(parameters.runningVariance(), kernel.variance(), unbiased);
        }
    }

    private void move(Parameter running, double[] ofBatch, double factor) {
        float[] values = running.values();
        for (int channel = 0; channel < values.length; channel++) {
            values[channel] = (float) ((1 - momentum) * values[channel] + momentum * factor * ofBatch[channel]);
        }
        running.changed();
    }

    @Override
    public void forward(Pass pass) {
        if (!pass.isTraining()) {
            fixed.forward(pass);
            return;
        }
        kernel.prepare(parameters.weight(), parameters.bias());
        kernel.forward(x, y);
    }

    @Override
    public void beginGradients() {
        kernel.beginGradients();
    }

    @Override
    public void collectGradients() {
        if (dy != null) {
            kernel.addGradients(x, dy);
        }
    }

    @Override
    public boolean hasGradientByParameters() {
        return dy != null;
    }

    @Override
    public void gradientByParameters() {
        kernel.finishGradients(gradient(parameters.weight()), gradient(parameters.bias()));
    }

    private static float[] gradient(@Nullable Parameter parameter) {
        return parameter == null ? NOT_TRAINED : parameter.gradient();
    }

    @Override
    public boolean hasGradientByInput() {
        return fixed.hasGradientByInput();
    }

    @Override
    public void gradientByInput(Pass pass) {
        fixed.gradientByInput(pass);
    }
}
