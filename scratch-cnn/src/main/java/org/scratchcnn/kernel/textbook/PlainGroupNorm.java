package org.scratchcnn.kernel.textbook;

import org.jspecify.annotations.Nullable;
import org.scratchcnn.kernel.Activations;
import org.scratchcnn.kernel.GroupNormKernel;
import org.scratchcnn.kernel.ItemTask;
import org.scratchcnn.kernel.Layout;
import org.scratchcnn.kernel.Parameter;
import org.scratchcnn.kernel.ThreadTeam;

/** Group normalization by its formulas, in double precision; an item is a group of an image, or a weight. */
final class PlainGroupNorm implements GroupNormKernel {

    private static final float[] NOTHING = {};

    private final int groups;
    private final double epsilon;
    private final int size;
    private final int groupSize;
    private final ThreadTeam team;

    /** By image and group. */
    private final double[] mean;

    /** 1/σ, by image and group. */
    private final double[] inverseDeviation;

    private final ItemTask statistics = (item, _) -> findStatistics(item);
    private final ItemTask forward = (item, _) -> forward(item);
    private final ItemTask gradients = (item, _) -> addGradients(item);
    private final ItemTask gradientByInput = (item, _) -> gradientByInput(item);

    private float[] weight = NOTHING;
    private float[] bias = NOTHING;

    /** Arguments of the pass that runs. */
    private int images;

    private final Samples x = new Samples();
    private final Samples y = new Samples();
    private final Samples dy = new Samples();
    private final Samples dx = new Samples();
    private float[] dWeight = NOTHING;
    private float[] dBias = NOTHING;

    PlainGroupNorm(int groups, double epsilon, Layout x, ThreadTeam team) {
        this.groups = groups;
        this.epsilon = epsilon;
        this.size = x.sampleSize();
        this.groupSize = size / groups;
        this.team = team;
        this.mean = new double[x.maxBatch() * groups];
        this.inverseDeviation = new double[x.maxBatch() * groups];
    }

    @Override
    public void prepare(@Nullable Parameter newWeight, @Nullable Parameter newBias) {
        weight = newWeight == null ? NOTHING : newWeight.values();
        bias = newBias == null ? NOTHING : newBias.values();
    }

    /** Of a value of a sample. */
    private double weight(int index) {
        return weight.length == 0 ? 1 : weight[index / (size / weight.length)];
    }

    private double bias(int index) {
        return bias.length == 0 ? 0 : bias[index / (size / bias.length)];
    }

    /** The mean first, then the deviations from it. */
    private void findStatistics(int item) {
        int from = x.at(item / groups) + item % groups * groupSize;
        double sum = 0;
        for (int i = from; i < from + groupSize; i++) {
            sum += x.values[i];
        }
        mean[item] = sum / groupSize;
        double deviations = 0;
        for (int i = from; i < from + groupSize; i++) {
            double deviation = x.values[i] - mean[item];
            deviations += deviation * deviation;
        }
        inverseDeviation[item] = 1 / Math.sqrt(deviations / groupSize + epsilon);
    }

    /** x̂ of a value of an image. */
    private double normalized(int image, int index) {
        int item = image * groups + index / groupSize;
        return (x.values[x.at(image) + index] - mean[item]) * inverseDeviation[item];
    }

    @Override
    public void forward(Activations input, Activations output) {
        images = input.images();
        output.setImages(images);
        x.set(input);
        y.set(output);
        team.run(images * groups, forward);
    }

    private void forward(int item) {
        findStatistics(item);
        int image = item / groups;
        int first = item % groups * groupSize;
        for (int i = first; i < first + groupSize; i++) {
            y.values[y.at(image) + i] = (float) (weight(i) * normalized(image, i) + bias(i));
        }
    }

    @Override
    public void gradientByWeight(
            Activations input, Activations outputGradient, float[] weightGradient, float[] biasGradient) {
        images = outputGradient.images();
        x.set(input);
        dy.set(outputGradient);
        dWeight = weightGradient;
        dBias = biasGradient;
        team.run(images * groups, statistics);
        team.run(dWeight.length, gradients);
    }

    private void addGradients(int item) {
        int values = size / dWeight.length;
        double sum = 0;
        double normalizedSum = 0;
        for (int n = 0; n < images; n++) {
            for (int i = item * values; i < (item + 1) * values; i++) {
                double gradient = dy.values[dy.at(n) + i];
                sum += gradient;
                normalizedSum += gradient * normalized(n, i);
            }
        }
        dWeight[item] += (float) normalizedSum;
        dBias[item] += (float) sum;
    }

    @Override
    public void gradientByInput(Activations input, Activations outputGradient, Activations inputGradient) {
        images = outputGradient.images();
        inputGradient.setImages(images);
        x.set(input);
        dy.set(outputGradient);
        dx.set(inputGradient);
        team.run(images * groups, gradientByInput);
    }

    private void gradientByInput(int item) {
        findStatistics(item);
        int image = item / groups;
        int first = item % groups * groupSize;
        double sum = 0;
        double normalizedSum = 0;
        for (int i = first; i < first + groupSize; i++) {
            double gradient = weight(i) * dy.values[dy.at(image) + i];
            sum += gradient;
            normalizedSum += gradient * normalized(image, i);
        }
        for (int i = first; i < first + groupSize; i++) {
            double throughStatistics = (sum + normalizedSum * normalized(image, i)) / groupSize;
            double gradient = weight(i) * dy.values[dy.at(image) + i] - throughStatistics;
            dx.values[dx.at(image) + i] = (float) (gradient * inverseDeviation[item]);
        }
    }
}
