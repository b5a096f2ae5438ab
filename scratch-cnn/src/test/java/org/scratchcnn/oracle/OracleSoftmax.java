package org.scratchcnn.oracle;

/** The softmax over the channels of {@code [images, channels, positions]}, or its logarithm, in double precision. */
public record OracleSoftmax(boolean logarithm, int images, int channels, int positions) {

    public int size() {
        return images * channels * positions;
    }

    public double[] forward(double[] x) {
        var y = logarithms(x);
        for (int i = 0; i < y.length && !logarithm; i++) {
            y[i] = Math.exp(y[i]);
        }
        return y;
    }

    public double[] gradientByInput(double[] x, double[] dy) {
        var logarithms = logarithms(x);
        var dx = new double[x.length];
        for (int first = 0; first < x.length; first = next(first)) {
            double sum = 0;
            for (int channel = 0; channel < channels; channel++) {
                int i = first + channel * positions;
                sum += logarithm ? dy[i] : dy[i] * Math.exp(logarithms[i]);
            }
            for (int channel = 0; channel < channels; channel++) {
                int i = first + channel * positions;
                double share = Math.exp(logarithms[i]);
                dx[i] = logarithm ? dy[i] - share * sum : share * (dy[i] - sum);
            }
        }
        return dx;
    }

    private double[] logarithms(double[] x) {
        var y = new double[x.length];
        for (int first = 0; first < x.length; first = next(first)) {
            double max = Double.NEGATIVE_INFINITY;
            for (int channel = 0; channel < channels; channel++) {
                max = Math.max(max, x[first + channel * positions]);
            }
            double sum = 0;
            for (int channel = 0; channel < channels; channel++) {
                sum += Math.exp(x[first + channel * positions] - max);
            }
            for (int channel = 0; channel < channels; channel++) {
                int i = first + channel * positions;
                y[i] = x[i] - max - Math.log(sum);
            }
        }
        return y;
    }

    /** The first channel's next value, of the next position or image. */
    private int next(int first) {
        boolean last = (first + 1) % positions == 0;
        return last ? first + 1 + (channels - 1) * positions : first + 1;
    }
}
