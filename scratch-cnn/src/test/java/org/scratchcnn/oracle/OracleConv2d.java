package org.scratchcnn.oracle;

import org.scratchcnn.kernel.Conv2dGeometry;
import org.scratchcnn.network.Bias;

/** Convolution in double precision, as slow and plain as can be: the truth that kernels are tested against. */
public final class OracleConv2d {

    /** Which of three arrays gets the products of the other two. */
    private enum Sum {
        X,
        WEIGHT,
        Y
    }

    private final Conv2dGeometry geometry;
    private final int images;

    public OracleConv2d(Conv2dGeometry geometry, int images) {
        this.geometry = geometry;
        this.images = images;
    }

    public int xSize() {
        return images * geometry.input().size();
    }

    public int ySize() {
        return images * geometry.output().size();
    }

    public int weightSize() {
        return geometry.output().channels()
                * geometry.group().input().channels()
                * geometry.window().kernel().area();
    }

    public int biasSize() {
        return switch (geometry.bias()) {
            case NONE -> 0;
            case PER_CHANNEL -> geometry.output().channels();
            case PER_POSITION -> geometry.output().size();
        };
    }

    public double[] forward(double[] x, double[] weight, double[] bias) {
        var y = new double[ySize()];
        if (geometry.bias() != Bias.NONE) {
            for (int i = 0; i < y.length; i++) {
                y[i] = bias[biasIndex(i)];
            }
        }
        addProducts(Sum.Y, x, weight, y);
        return y;
    }

    public double[] gradientByInput(double[] dy, double[] weight) {
        var dx = new double[xSize()];
        addProducts(Sum.X, dx, weight, dy);
        return dx;
    }

    public double[] gradientByWeight(double[] x, double[] dy) {
        var dWeight = new double[weightSize()];
        addProducts(Sum.WEIGHT, x, dWeight, dy);
        return dWeight;
    }

    public double[] gradientByBias(double[] dy) {
        var dBias = new double[biasSize()];
        if (geometry.bias() != Bias.NONE) {
            for (int i = 0; i < dy.length; i++) {
                dBias[biasIndex(i)] += dy[i];
            }
        }
        return dBias;
    }

    private int biasIndex(int yIndex) {
        int inImage = yIndex % geometry.output().size();
        int plane = geometry.output().height() * geometry.output().width();
        return geometry.bias() == Bias.PER_CHANNEL ? inImage / plane : inImage;
    }

    private void addProducts(Sum sum, double[] x, double[] weight, double[] y) {
        var kernel = geometry.window().kernel();
        int groupInputs = geometry.input().channels() / geometry.groups();
        int groupOutputs = geometry.output().channels() / geometry.groups();
        int weightIndex = 0;
        for (int o = 0; o < geometry.output().channels(); o++) {
            int first = o / groupOutputs * groupInputs;
            for (int c = first; c < first + groupInputs; c++) {
                for (int u = 0; u < kernel.height(); u++) {
                    for (int v = 0; v < kernel.width(); v++) {
                        addProducts(sum, x, weight, y, o, c, u, v, weightIndex);
                        weightIndex++;
                    }
                }
            }
        }
    }

    /** The products of one weight, or with it. */
    private void addProducts(
            Sum sum, double[] x, double[] weight, double[] y, int o, int c, int u, int v, int weightIndex) {
        var in = geometry.input();
        var out = geometry.output();
        var window = geometry.window();
        for (int n = 0; n < images; n++) {
            for (int i = 0; i < out.height(); i++) {
                int row = i * window.stride().height()
                        + u * window.dilation().height()
                        - window.padding().top();
                if (row < 0 || row >= in.height()) {
                    continue;
                }
                int xRow = ((n * in.channels() + c) * in.height() + row) * in.width();
                int yRow = ((n * out.channels() + o) * out.height() + i) * out.width();
                for (int j = 0; j < out.width(); j++) {
                    int column = j * window.stride().width()
                            + v * window.dilation().width()
                            - window.padding().left();
                    if (column >= 0 && column < in.width()) {
                        switch (sum) {
                            case X -> x[xRow + column] += weight[weightIndex] * y[yRow + j];
                            case WEIGHT -> weight[weightIndex] += x[xRow + column] * y[yRow + j];
                            case Y -> y[yRow + j] += weight[weightIndex] * x[xRow + column];
                        }
                    }
                }
            }
        }
    }
}
