package org.scratchcnn.oracle;

import org.scratchcnn.kernel.Conv2dGeometry;
import org.scratchcnn.network.Bias;

/** Transposed convolution in double precision: the passes of the convolution that it transposes, in their other roles. */
public final class OracleConvTranspose2d {

    private final OracleConv2d convolution;
    private final boolean hasBias;
    private final int channels;
    private final int positions;

    /**
     * Of so many images.
     *
     * @param geometry of the convolution, from the output to the input, with the transposed one's bias
     */
    public OracleConvTranspose2d(Conv2dGeometry geometry, int images) {
        var output = geometry.input();
        this.convolution = new OracleConv2d(geometry.withBias(Bias.NONE), images);
        this.hasBias = geometry.bias() != Bias.NONE;
        this.channels = output.channels();
        this.positions = output.height() * output.width();
    }

    public int xSize() {
        return convolution.ySize();
    }

    public int ySize() {
        return convolution.xSize();
    }

    public int weightSize() {
        return convolution.weightSize();
    }

    public int biasSize() {
        return hasBias ? channels : 0;
    }

    public double[] forward(double[] x, double[] weight, double[] bias) {
        var y = convolution.gradientByInput(x, weight);
        if (hasBias) {
            for (int i = 0; i < y.length; i++) {
                y[i] += bias[i / positions % channels];
            }
        }
        return y;
    }

    public double[] gradientByInput(double[] dy, double[] weight) {
        return convolution.forward(dy, weight, new double[0]);
    }

    public double[] gradientByWeight(double[] x, double[] dy) {
        return convolution.gradientByWeight(dy, x);
    }

    public double[] gradientByBias(double[] dy) {
        var dBias = new double[biasSize()];
        if (hasBias) {
            for (int i = 0; i < dy.length; i++) {
                dBias[i / positions % channels] += dy[i];
            }
        }
        return dBias;
    }
}
