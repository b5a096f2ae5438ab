package org.scratchcnn.oracle;

/**
 * Group normalization of {@code [images, groups, groupSize]} in double precision: without scale and shift, it is the batch
 * normalization of one image whose channels are all images' groups.
 *
 * @param values of a sample that share a weight and a bias
 */
public record OracleGroupNorm(int images, int groups, int groupSize, int values, double epsilon) {

    public int size() {
        return images * groups * groupSize;
    }

    /** Weights, or biases. */
    public int weights() {
        return groups * groupSize / values;
    }

    /** Without scale and shift if {@code weight} and {@code bias} are empty. */
    public double[] forward(double[] x, double[] weight, double[] bias) {
        var y = normalized(x);
        for (int i = 0; i < y.length; i++) {
            y[i] = weight(weight, i) * y[i] + (bias.length == 0 ? 0 : bias[index(i)]);
        }
        return y;
    }

    private double[] normalized(double[] x) {
        var plain = plain();
        return plain.forward(x, plain.statistics(x), new double[0], new double[0]);
    }

    private OracleBatchNorm plain() {
        return new OracleBatchNorm(1, images * groups, groupSize, epsilon);
    }

    public double[] gradientByWeight(double[] x, double[] dy) {
        var normalized = normalized(x);
        var dWeight = new double[weights()];
        for (int i = 0; i < dy.length; i++) {
            dWeight[index(i)] += dy[i] * normalized[i];
        }
        return dWeight;
    }

    public double[] gradientByBias(double[] dy) {
        var dBias = new double[weights()];
        for (int i = 0; i < dy.length; i++) {
            dBias[index(i)] += dy[i];
        }
        return dBias;
    }

    public double[] gradientByInput(double[] x, double[] dy, double[] weight) {
        var scaled = new double[dy.length];
        for (int i = 0; i < dy.length; i++) {
            scaled[i] = weight(weight, i) * dy[i];
        }
        return plain().gradientByInput(x, scaled, new double[0]);
    }

    private int index(int i) {
        return i / values % weights();
    }

    private double weight(double[] weight, int i) {
        return weight.length == 0 ? 1 : weight[index(i)];
    }
}
