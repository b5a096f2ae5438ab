package org.scratchcnn.kernel.textbook;

import org.scratchcnn.kernel.Pool2dGeometry;
import org.scratchcnn.kernel.ThreadTeam;

/** Average pooling: the sum over the window's part inside the image, divided by the geometry's divisors. */
final class AvgPool2dKernel extends PoolingKernel {

    AvgPool2dKernel(Pool2dGeometry geometry, ThreadTeam team) {
        super(geometry, team);
    }

    @Override
    void forwardPlane(int xPlane, int yPlane) {
        int yIndex = yPlane;
        for (int i = 0; i < rows.outputs(); i++) {
            for (int j = 0; j < columns.outputs(); j++) {
                float sum = 0;
                for (int row = rows.from()[i]; row < rows.end()[i]; row++) {
                    for (int column = columns.from()[j]; column < columns.end()[j]; column++) {
                        sum += x[xPlane + row * inputWidth + column];
                    }
                }
                y[yIndex++] = sum / divisor(i, j);
            }
        }
    }

    @Override
    void addGradientOfPlane(int xPlane, int yPlane) {
        int yIndex = yPlane;
        for (int i = 0; i < rows.outputs(); i++) {
            for (int j = 0; j < columns.outputs(); j++) {
                float share = dy[yIndex++] / divisor(i, j);
                for (int row = rows.from()[i]; row < rows.end()[i]; row++) {
                    for (int column = columns.from()[j]; column < columns.end()[j]; column++) {
                        dx[xPlane + row * inputWidth + column] += share;
                    }
                }
            }
        }
    }

    private int divisor(int row, int column) {
        return rows.divisor()[row] * columns.divisor()[column];
    }
}
