package org.scratchcnn.oracle;

import java.util.Arrays;
import org.scratchcnn.kernel.Conv2dGeometry;

/** A locally connected layer in double precision: for each position the convolution with its weights, seen there alone. */
public final class OracleLocallyConnected2d {

    private final OracleConv2d convolution;
    private final int positions;

    /**
     * Of so many images.
     *
     * @param geometry of the convolution with the same window
     */
    public OracleLocallyConnected2d(Conv2dGeometry geometry, int images) {
        this.convolution = new OracleConv2d(geometry, images);
        this.positions = geometry.output().height() * geometry.output().width();
    }

    public int xSize() {
        return convolution.xSize();
    }

    public int ySize() {
        return convolution.ySize();
    }

    public int weightSize() {
        return positions * convolution.weightSize();
    }

    public int biasSize() {
        return convolution.biasSize();
    }

    public double[] forward(double[] x, double[] weight, double[] bias) {
        var y = new double[ySize()];
        for (int position = 0; position < positions; position++) {
            var everywhere = convolution.forward(x, at(position, weight), bias);
            for (int i = position; i < y.length; i += positions) {
                y[i] = everywhere[i];
            }
        }
        return y;
    }

    public double[] gradientByInput(double[] dy, double[] weight) {
        var dx = new double[xSize()];
        for (int position = 0; position < positions; position++) {
            var terms = convolution.gradientByInput(only(position, dy), at(position, weight));
            Arrays.setAll(dx, i -> dx[i] + terms[i]);
        }
        return dx;
    }

    public double[] gradientByWeight(double[] x, double[] dy) {
        int size = convolution.weightSize();
        var dWeight = new double[weightSize()];
        for (int position = 0; position < positions; position++) {
            System.arraycopy(convolution.gradientByWeight(x, only(position, dy)), 0, dWeight, position * size, size);
        }
        return dWeight;
    }

    public double[] gradientByBias(double[] dy) {
        return convolution.gradientByBias(dy);
    }

    private double[] at(int position, double[] weight) {
        int size = convolution.weightSize();
        return Arrays.copyOfRange(weight, position * size, (position + 1) * size);
    }

    private double[] only(int position, double[] dy) {
        var only = new double[dy.length];
        for (int i = position; i < dy.length; i += positions) {
            only[i] = dy[i];
        }
        return only;
    }
}
