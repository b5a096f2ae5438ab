package org.scratchcnn.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What batch normalization keeps of each channel, in double precision and the same for every backend; the passes over
 * values are the backend's. One item of a pass has a channel for itself and adds to it in a fixed order.
 */
public abstract class PerChannelBatchNorm implements BatchNormKernel {

    private enum Statistics {
        NONE,
        OF_BATCH,
        GIVEN
    }

    private final double epsilon;
    private final long[] counts;
    private final double[] mean;
    private final double[] squaredDeviations;
    private final double[] variance;
    private final double[] inverseDeviation;
    private final double[] dySum;
    private final double[] dyNormalizedSum;

    private @Nullable Parameter weight;
    private @Nullable Parameter bias;
    private Statistics statistics = Statistics.NONE;
    private boolean gradientsFinished;

    protected PerChannelBatchNorm(int channels, double epsilon) {
        this.epsilon = epsilon;
        this.counts = new long[channels];
        this.mean = new double[channels];
        this.squaredDeviations = new double[channels];
        this.variance = new double[channels];
        this.inverseDeviation = new double[channels];
        this.dySum = new double[channels];
        this.dyNormalizedSum = new double[channels];
    }

    @Override
    public final void prepare(@Nullable Parameter newWeight, @Nullable Parameter newBias) {
        weight = newWeight;
        bias = newBias;
    }

    @Override
    public final void beginStatistics() {
        statistics = Statistics.NONE;
        Arrays.fill(counts, 0);
        Arrays.fill(mean, 0);
        Arrays.fill(squaredDeviations, 0);
    }

    /**
     * Merges the statistics of more values of a channel into those of the batch, without the cancellation of sums of
     * squares (Chan, Golub and LeVeque 1979, "Updating formulae and a pairwise algorithm for computing sample
     * variances").
     *
     * @param deviations the sum of the squared deviations from their mean
     */
    protected final void addStatistics(int channel, long count, double meanOfValues, double deviations) {
        long before = counts[channel];
        long all = before + count;
        double distance = meanOfValues - mean[channel];
        counts[channel] = all;
        mean[channel] += distance * count / all;
        squaredDeviations[channel] += deviations + distance * distance * before * count / all;
    }

    @Override
    public final void finishStatistics() {
        if (count() == 0) {
            throw new IllegalStateException("This batch normalization has no batch yet; call addStatistics first");
        }
        for (int channel = 0; channel < variance.length; channel++) {
            variance[channel] = squaredDeviations[channel] / counts[channel];
        }
        use(Statistics.OF_BATCH);
    }

    @Override
    public final void useStatistics(float[] newMean, float[] newVariance) {
        for (int channel = 0; channel < variance.length; channel++) {
            mean[channel] = newMean[channel];
            variance[channel] = newVariance[channel];
        }
        use(Statistics.GIVEN);
    }

    private void use(Statistics kind) {
        for (int channel = 0; channel < variance.length; channel++) {
            inverseDeviation[channel] = 1 / Math.sqrt(variance[channel] + epsilon);
        }
        statistics = kind;
        gradientsFinished = false;
    }

    @Override
    public final double[] mean() {
        return mean;
    }

    @Override
    public final double[] variance() {
        return variance;
    }

    @Override
    public final long count() {
        return counts[0];
    }

    @Override
    public final void beginGradients() {
        gradientsFinished = false;
        Arrays.fill(dySum, 0);
        Arrays.fill(dyNormalizedSum, 0);
    }

    /**
     * Adds to the gradients of a channel.
     *
     * @param sum of dy
     * @param normalizedSum of dy·x̂
     */
    protected final void addGradients(int channel, double sum, double normalizedSum) {
        dySum[channel] += sum;
        dyNormalizedSum[channel] += normalizedSum;
    }

    @Override
    public final void finishGradients(float[] dWeight, float[] dBias) {
        for (int channel = 0; channel < dWeight.length; channel++) {
            dWeight[channel] += (float) dyNormalizedSum[channel];
        }
        for (int channel = 0; channel < dBias.length; channel++) {
            dBias[channel] += (float) dySum[channel];
        }
        gradientsFinished = true;
    }

    /** To be asked before a pass that normalizes. */
    protected final void requireStatistics() {
        if (statistics == Statistics.NONE) {
            throw new IllegalStateException(
                    "This batch normalization has no statistics; call finishStatistics or useStatistics first");
        }
    }

    /** To be asked before a gradient by input. */
    protected final void requireGradients() {
        requireStatistics();
        if (isOfBatch() && !gradientsFinished) {
            throw new IllegalStateException(
                    "This batch normalization has no gradients of the whole batch; call finishGradients first");
        }
    }

    /** Whether the statistics in use depend on the inputs. */
    protected final boolean isOfBatch() {
        return statistics == Statistics.OF_BATCH;
    }

    /** 1/σ, where σ² is the variance with ε. */
    protected final double inverseDeviation(int channel) {
        return inverseDeviation[channel];
    }

    protected final double weight(int channel) {
        return weight == null ? 1 : weight.values()[channel];
    }

    protected final double bias(int channel) {
        return bias == null ? 0 : bias.values()[channel];
    }

    /** The mean of dy over the batch; 0 where no gradient passes through the mean, since that is given. */
    protected final double meanOfDy(int channel) {
        return isOfBatch() ? dySum[channel] / counts[channel] : 0;
    }

    /** The mean of dy·x̂ over the batch; 0 where no gradient passes through the variance, since that is given. */
    protected final double meanOfDyNormalized(int channel) {
        return isOfBatch() ? dyNormalizedSum[channel] / counts[channel] : 0;
    }
}
