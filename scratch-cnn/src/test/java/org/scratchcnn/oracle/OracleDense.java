package org.scratchcnn.oracle;

/** A dense layer in double precision, as slow and plain as can be. */
public record OracleDense(int images, int inFeatures, int outFeatures) {

    /** Without bias if {@code bias} is empty. */
    public double[] forward(double[] x, double[] weight, double[] bias) {
        var y = new double[images * outFeatures];
        for (int n = 0; n < images; n++) {
            for (int o = 0; o < outFeatures; o++) {
                double sum = bias.length == 0 ? 0 : bias[o];
                for (int f = 0; f < inFeatures; f++) {
                    sum += weight[o * inFeatures + f] * x[n * inFeatures + f];
                }
                y[n * outFeatures + o] = sum;
            }
        }
        return y;
    }

    public double[] gradientByInput(double[] dy, double[] weight) {
        var dx = new double[images * inFeatures];
        for (int n = 0; n < images; n++) {
            for (int f = 0; f < inFeatures; f++) {
                for (int o = 0; o < outFeatures; o++) {
                    dx[n * inFeatures + f] += weight[o * inFeatures + f] * dy[n * outFeatures + o];
                }
            }
        }
        return dx;
    }

    public double[] gradientByWeight(double[] x, double[] dy) {
        var dWeight = new double[outFeatures * inFeatures];
        for (int o = 0; o < outFeatures; o++) {
            for (int f = 0; f < inFeatures; f++) {
                for (int n = 0; n < images; n++) {
                    dWeight[o * inFeatures + f] += dy[n * outFeatures + o] * x[n * inFeatures + f];
                }
            }
        }
        return dWeight;
    }

    public double[] gradientByBias(double[] dy) {
        var dBias = new double[outFeatures];
        for (int i = 0; i < dy.length; i++) {
            dBias[i % outFeatures] += dy[i];
        }
        return dBias;
    }
}
