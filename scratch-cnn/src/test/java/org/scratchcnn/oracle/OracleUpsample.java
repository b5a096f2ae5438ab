package org.scratchcnn.oracle;

import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Size2d;

/** Upsampling by the nearest neighbour, in double precision. */
public final class OracleUpsample {

    private OracleUpsample() {}

    public static double[] forward(double[] x, Shape.Image input, Size2d factor) {
        var y = new double[x.length * factor.area()];
        for (int i = 0; i < y.length; i++) {
            y[i] = x[source(i, input, factor)];
        }
        return y;
    }

    public static double[] gradientByInput(double[] dy, Shape.Image input, Size2d factor) {
        var dx = new double[dy.length / factor.area()];
        for (int i = 0; i < dy.length; i++) {
            dx[source(i, input, factor)] += dy[i];
        }
        return dx;
    }

    /** Which value of x an index of y repeats. */
    private static int source(int index, Shape.Image input, Size2d factor) {
        int width = input.width() * factor.width();
        int row = index / width;
        int column = index % width;
        return row / factor.height() * input.width() + column / factor.width();
    }
}
