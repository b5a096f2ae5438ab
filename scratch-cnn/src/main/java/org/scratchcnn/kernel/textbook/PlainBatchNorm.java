package org.scratchcnn.kernel.textbook;

import org.scratchcnn.kernel.Activations;
import org.scratchcnn.kernel.ItemTask;
import org.scratchcnn.kernel.Layout;
import org.scratchcnn.kernel.PerChannelBatchNorm;
import org.scratchcnn.kernel.ThreadTeam;

/** Batch normalization as its definition says, in double precision; an item is a channel. */
final class PlainBatchNorm extends PerChannelBatchNorm {

    private final int channels;
    private final int positions;
    private final ThreadTeam team;
    private final ItemTask statistics = (channel, _) -> addStatistics(channel);
    private final ItemTask forward = (channel, _) -> forward(channel);
    private final ItemTask gradients = (channel, _) -> addGradients(channel);
    private final ItemTask gradientByInput = (channel, _) -> gradientByInput(channel);

    /** Arguments of the pass that runs. */
    private int images;

    private final Samples x = new Samples();
    private final Samples y = new Samples();
    private final Samples dy = new Samples();
    private final Samples dx = new Samples();

    PlainBatchNorm(double epsilon, Layout x, ThreadTeam team) {
        super(x.channels(), epsilon);
        this.channels = x.channels();
        this.positions = x.height() * x.width();
        this.team = team;
    }

    @Override
    public void addStatistics(Activations part) {
        images = part.images();
        x.set(part);
        team.run(channels, statistics);
    }

    /** The mean first, then the deviations from it. */
    private void addStatistics(int channel) {
        long count = (long) images * positions;
        double sum = 0;
        for (int n = 0; n < images; n++) {
            int from = x.at(n) + channel * positions;
            for (int i = 0; i < positions; i++) {
                sum += x.values[from + i];
            }
        }
        double mean = sum / count;
        double deviations = 0;
        for (int n = 0; n < images; n++) {
            int from = x.at(n) + channel * positions;
            for (int i = 0; i < positions; i++) {
                double deviation = x.values[from + i] - mean;
                deviations += deviation * deviation;
            }
        }
        addStatistics(channel, count, mean, deviations);
    }

    @Override
    public void forward(Activations input, Activations output) {
        requireStatistics();
        images = input.images();
        output.setImages(images);
        x.set(input);
        y.set(output);
        team.run(channels, forward);
    }

    private void forward(int channel) {
        double weight = weight(channel);
        double bias = bias(channel);
        for (int n = 0; n < images; n++) {
            int from = x.at(n) + channel * positions;
            int to = y.at(n) + channel * positions;
            for (int i = 0; i < positions; i++) {
                y.values[to + i] = (float) (weight * normalized(channel, x.values[from + i]) + bias);
            }
        }
    }

    /** x̂ */
    private double normalized(int channel, float value) {
        return (value - mean()[channel]) * inverseDeviation(channel);
    }

    @Override
    public void addGradients(Activations input, Activations outputGradient) {
        requireStatistics();
        images = outputGradient.images();
        x.set(input);
        dy.set(outputGradient);
        team.run(channels, gradients);
    }

    private void addGradients(int channel) {
        double sum = 0;
        double normalizedSum = 0;
        for (int n = 0; n < images; n++) {
            int left = dy.at(n) + channel * positions;
            int right = x.at(n) + channel * positions;
            for (int i = 0; i < positions; i++) {
                sum += dy.values[left + i];
                normalizedSum += dy.values[left + i] * normalized(channel, x.values[right + i]);
            }
        }
        addGradients(channel, sum, normalizedSum);
    }

    @Override
    public void gradientByInput(Activations input, Activations outputGradient, Activations inputGradient) {
        requireGradients();
        images = outputGradient.images();
        inputGradient.setImages(images);
        x.set(input);
        dy.set(outputGradient);
        dx.set(inputGradient);
        team.run(channels, gradientByInput);
    }

    private void gradientByInput(int channel) {
        double scale = weight(channel) * inverseDeviation(channel);
        double meanOfDy = meanOfDy(channel);
        double meanOfDyNormalized = meanOfDyNormalized(channel);
        for (int n = 0; n < images; n++) {
            int from = x.at(n) + channel * positions;
            int gradient = dy.at(n) + channel * positions;
            int to = dx.at(n) + channel * positions;
            for (int i = 0; i < positions; i++) {
                double throughStatistics = meanOfDy + meanOfDyNormalized * normalized(channel, x.values[from + i]);
                dx.values[to + i] = (float) (scale * (dy.values[gradient + i] - throughStatistics));
            }
        }
    }
}
