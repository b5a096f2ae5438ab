package org.scratchcnn.kernel.textbook;

import org.jspecify.annotations.Nullable;
import org.scratchcnn.kernel.Activations;
import org.scratchcnn.kernel.Conv2dGeometry;
import org.scratchcnn.kernel.ItemTask;
import org.scratchcnn.kernel.Parameter;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.kernel.WeightedKernel;

/**
 * A transposed convolution by the convolution that it transposes, whose passes change their roles: forward is its gradient by
 * input, the gradient by input is its forward pass, and the gradient by weights is its own with x and dy exchanged.
 */
final class TransposedConv2d implements WeightedKernel {

    private static final float[] NOTHING = {};

    private final WeightedKernel convolution;
    private final ThreadTeam team;
    private final int channels;
    private final int positions;
    private final ConvBias convBias;
    private final ItemTask addBias = this::addBias;
    private final ItemTask addBiasGradient = this::addBiasGradient;

    private float[] bias = NOTHING;
    private float[] y = NOTHING;
    private float[] dy = NOTHING;
    private float[] dBias = NOTHING;
    private int images;

    /**
     * Of a planned convolution.
     *
     * @param geometry of the convolution, from the output to the input, with the transposed one's bias
     * @param convolution without bias
     */
    TransposedConv2d(Conv2dGeometry geometry, WeightedKernel convolution, ThreadTeam team) {
        this.convolution = convolution;
        this.team = team;
        var output = geometry.input();
        this.channels = output.channels();
        this.positions = output.height() * output.width();
        this.convBias = new ConvBias(geometry.bias(), channels, positions);
    }

    @Override
    public void prepare(Parameter weight, @Nullable Parameter newBias) {
        convolution.prepare(weight, null);
        bias = newBias == null ? NOTHING : newBias.values();
    }

    @Override
    public void forward(Activations input, Activations output) {
        convolution.gradientByInput(input, output);
        if (bias.length > 0) {
            y = NchwActivations.valuesOf(output);
            team.run(input.images(), addBias);
        }
    }

    private void addBias(int n, int thread) {
        for (int channel = 0; channel < channels; channel++) {
            int plane = (n * channels + channel) * positions;
            for (int p = plane; p < plane + positions; p++) {
                y[p] += bias[channel];
            }
        }
    }

    @Override
    public void gradientByInput(Activations outputGradient, Activations inputGradient) {
        convolution.forward(outputGradient, inputGradient);
    }

    @Override
    public void gradientByWeight(Activations input, Activations outputGradient, float[] dWeight, float[] biasGradient) {
        convolution.gradientByWeight(outputGradient, input, dWeight, NOTHING);
        dy = NchwActivations.valuesOf(outputGradient);
        dBias = biasGradient;
        images = outputGradient.images();
        team.run(channels, addBiasGradient);
    }

    private void addBiasGradient(int channel, int thread) {
        convBias.addGradient(dy, images, channel, dBias);
    }
}
