package org.scratchcnn.oracle;

import org.scratchcnn.kernel.Conv2dGeometry;
import org.scratchcnn.network.Bias;

/** Convolution in double precision, as slow and plain as can be: the truth that kernels are tested against. */
public final class OracleConv2d {

    /** Takes one product {@code weight · x} and the output that it goes into. */
    @FunctionalInterface
    private interface Term {
        void take(int xIndex, int weightIndex, int yIndex);
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
                * geometry.input().channels()
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
        forEachTerm((xIndex, weightIndex, yIndex) -> y[yIndex] += weight[weightIndex] * x[xIndex]);
        return y;
    }

    public double[] gradientByInput(double[] dy, double[] weight) {
        var dx = new double[xSize()];
        forEachTerm((xIndex, weightIndex, yIndex) -> dx[xIndex] += weight[weightIndex] * dy[yIndex]);
        return dx;
    }

    public double[] gradientByWeight(double[] x, double[] dy) {
        var dWeight = new double[weightSize()];
        forEachTerm((xIndex, weightIndex, yIndex) -> dWeight[weightIndex] += dy[yIndex] * x[xIndex]);
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

    private void forEachTerm(Term term) {
        var in = geometry.input();
        var out = geometry.output();
        for (int n = 0; n < images; n++) {
            for (int o = 0; o < out.channels(); o++) {
                for (int i = 0; i < out.height(); i++) {
                    for (int j = 0; j < out.width(); j++) {
                        int yIndex = ((n * out.channels() + o) * out.height() + i) * out.width() + j;
                        for (int c = 0; c < in.channels(); c++) {
                            window(term, n, o, i, j, c, yIndex);
                        }
                    }
                }
            }
        }
    }

    private void window(Term term, int n, int o, int i, int j, int c, int yIndex) {
        var in = geometry.input();
        var window = geometry.window();
        var kernel = window.kernel();
        for (int u = 0; u < kernel.height(); u++) {
            for (int v = 0; v < kernel.width(); v++) {
                int row = i * window.stride().height()
                        + u * window.dilation().height()
                        - window.padding().top();
                int column = j * window.stride().width()
                        + v * window.dilation().width()
                        - window.padding().left();
                if (row >= 0 && row < in.height() && column >= 0 && column < in.width()) {
                    term.take(
                            ((n * in.channels() + c) * in.height() + row) * in.width() + column,
                            ((o * in.channels() + c) * kernel.height() + u) * kernel.width() + v,
                            yIndex);
                }
            }
        }
    }
}
