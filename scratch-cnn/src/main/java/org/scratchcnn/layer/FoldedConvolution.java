package org.scratchcnn.layer;

import org.jspecify.annotations.Nullable;
import org.scratchcnn.kernel.Activations;
import org.scratchcnn.kernel.Parameter;
import org.scratchcnn.kernel.WeightedKernel;

/**
 * A convolution and the batch normalization behind it as one convolution, in inference: with s = weight / √(running_var + ε)
 * of the normalization, its kernels are multiplied by s and its bias is (bias − running_mean) · s plus the normalization's.
 */
public final class FoldedConvolution implements Layer {

    private static final long NEVER = -1;

    private final WeightedKernel kernel;
    private final Parameter weight;
    private final @Nullable Parameter bias;
    private final NormalizationParameters normalization;
    private final double epsilon;
    private final Parameter foldedWeight;
    private final Parameter foldedBias;
    private final Activations x;
    private final Activations y;
    private long foldedVersion = NEVER;

    /**
     * A layer over a kernel that was planned with one bias a channel.
     *
     * @param foldedWeight receives the kernels, of the same shape as {@code weight}
     * @param foldedBias receives one bias a channel
     */
    public FoldedConvolution(
            WeightedKernel kernel,
            Parameter weight,
            @Nullable Parameter bias,
            NormalizationParameters normalization,
            double epsilon,
            Parameter foldedWeight,
            Parameter foldedBias,
            LayerActivations activations) {
        this.kernel = kernel;
        this.weight = weight;
        this.bias = bias;
        this.normalization = normalization;
        this.epsilon = epsilon;
        this.foldedWeight = foldedWeight;
        this.foldedBias = foldedBias;
        this.x = activations.x();
        this.y = activations.y();
    }

    @Override
    public void forward(Pass pass) {
        // Versions only grow, so their sum changes with any of them.
        long version = weight.version()
                + version(bias)
                + version(normalization.weight())
                + version(normalization.bias())
                + normalization.runningMean().version()
                + normalization.runningVariance().version();
        if (version != foldedVersion) {
            fold();
            foldedVersion = version;
        }
        kernel.prepare(foldedWeight, foldedBias);
        kernel.forward(x, y);
    }

    private static long version(@Nullable Parameter parameter) {
        return parameter == null ? 0 : parameter.version();
    }

    private void fold() {
        int channels = foldedBias.values().length;
        int kernelSize = weight.values().length / channels;
        for (int channel = 0; channel < channels; channel++) {
            double scale = value(normalization.weight(), channel, 1)
                    / Math.sqrt(normalization.runningVariance().values()[channel] + epsilon);
            for (int i = channel * kernelSize; i < (channel + 1) * kernelSize; i++) {
                foldedWeight.values()[i] = (float) (weight.values()[i] * scale);
            }
            double mean = normalization.runningMean().values()[channel];
            foldedBias.values()[channel] =
                    (float) ((value(bias, channel, 0) - mean) * scale + value(normalization.bias(), channel, 0));
        }
        foldedWeight.changed();
        foldedBias.changed();
    }

    private static double value(@Nullable Parameter parameter, int channel, double absent) {
        return parameter == null ? absent : parameter.values()[channel];
    }
}
