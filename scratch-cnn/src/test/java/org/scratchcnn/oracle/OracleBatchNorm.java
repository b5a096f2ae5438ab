package org.scratchcnn.oracle;

/** Batch normalization of {@code [images, channels, positions]} in double precision, as slow and plain as can be. */
public record OracleBatchNorm(int images, int channels, int positions, double epsilon) {

    /** Mean and biased variance of each channel. */
    public record Statistics(double[] mean, double[] variance) {}

    public int size() {
        return images * channels * positions;
    }

    public Statistics statistics(double[] x) {
        var mean = new double[channels];
        for (int i = 0; i < size(); i++) {
            mean[channel(i)] += x[i] / count();
        }
        var variance = new double[channels];
        for (int i = 0; i < size(); i++) {
            variance[channel(i)] += Math.pow(x[i] - mean[channel(i)], 2) / count();
        }
        return new Statistics(mean, variance);
    }

    /** Without scale and shift if {@code weight} and {@code bias} are empty. */
    public double[] forward(double[] x, Statistics statistics, double[] weight, double[] bias) {
        var y = normalized(x, statistics);
        for (int i = 0; i < size(); i++) {
            y[i] = weight(weight, channel(i)) * y[i] + (bias.length == 0 ? 0 : bias[channel(i)]);
        }
        return y;
    }

    private double[] normalized(double[] x, Statistics statistics) {
        var normalized = new double[size()];
        for (int i = 0; i < size(); i++) {
            int channel = channel(i);
            normalized[i] = (x[i] - statistics.mean[channel]) / Math.sqrt(statistics.variance[channel] + epsilon);
        }
        return normalized;
    }

    public double[] gradientByWeight(double[] x, double[] dy, Statistics statistics) {
        var normalized = normalized(x, statistics);
        var dWeight = new double[channels];
        for (int i = 0; i < size(); i++) {
            dWeight[channel(i)] += dy[i] * normalized[i];
        }
        return dWeight;
    }

    public double[] gradientByBias(double[] dy) {
        var dBias = new double[channels];
        for (int i = 0; i < size(); i++) {
            dBias[channel(i)] += dy[i];
        }
        return dBias;
    }

    /** By the chain rule: of what is normalized, through the variance and through the mean. */
    public double[] gradientByInput(double[] x, double[] dy, double[] weight) {
        var statistics = statistics(x);
        var dx = gradientByInput(dy, weight, statistics);
        var dVariance = new double[channels];
        var dMean = new double[channels];
        for (int i = 0; i < size(); i++) {
            int channel = channel(i);
            double deviation = x[i] - statistics.mean[channel];
            dVariance[channel] -= dy[i]
                    * weight(weight, channel)
                    * deviation
                    / (2 * Math.pow(statistics.variance[channel] + epsilon, 1.5));
            dMean[channel] -= dx[i];
        }
        for (int i = 0; i < size(); i++) {
            int channel = channel(i);
            dx[i] += (dVariance[channel] * 2 * (x[i] - statistics.mean[channel]) + dMean[channel]) / count();
        }
        return dx;
    }

    /** With statistics that don't depend on the input. */
    public double[] gradientByInput(double[] dy, double[] weight, Statistics given) {
        var dx = new double[size()];
        for (int i = 0; i < size(); i++) {
            int channel = channel(i);
            dx[i] = dy[i] * weight(weight, channel) / Math.sqrt(given.variance[channel] + epsilon);
        }
        return dx;
    }

    /** Values of a channel. */
    public int count() {
        return images * positions;
    }

    private int channel(int index) {
        return index / positions % channels;
    }

    private static double weight(double[] weight, int channel) {
        return weight.length == 0 ? 1 : weight[channel];
    }
}
