package org.scratchcnn.kernel.textbook;

import org.scratchcnn.kernel.Pool2dGeometry;
import org.scratchcnn.kernel.ThreadTeam;

/**
 * Max pooling over windows clipped to the image. The gradient goes to where the maximum was, the first in row-major order
 * among equals. It is looked for again then: forward, which may be all that is wanted, has no branches without it.
 */
final class MaxPool2dKernel extends PoolingKernel {

    /** Whether all windows are 2×2, as in most networks. */
    private final boolean pairs;

    MaxPool2dKernel(Pool2dGeometry geometry, ThreadTeam team) {
        super(geometry, team);
        pairs = rows.isOfPairs() && columns.isOfPairs();
    }

    @Override
    void forwardPlane(int xPlane, int yPlane) {
        for (int i = 0; i < rows.outputs(); i++) {
            int yRow = yPlane + i * columns.outputs();
            if (pairs) {
                pairs(xPlane + rows.from()[i] * inputWidth, yRow);
            } else {
                windows(xPlane, i, yRow);
            }
        }
    }

    private void pairs(int xRow, int yRow) {
        int below = xRow + inputWidth;
        for (int j = 0; j < columns.outputs(); j++) {
            int left = columns.from()[j];
            y[yRow + j] = Math.max(
                    Math.max(x[xRow + left], x[xRow + left + 1]), Math.max(x[below + left], x[below + left + 1]));
        }
    }

    private void windows(int xPlane, int i, int yRow) {
        for (int j = 0; j < columns.outputs(); j++) {
            float largest = Float.NEGATIVE_INFINITY;
            for (int row = rows.from()[i]; row < rows.end()[i]; row++) {
                int xRow = xPlane + row * inputWidth;
                for (int column = columns.from()[j]; column < columns.end()[j]; column++) {
                    largest = Math.max(largest, x[xRow + column]);
                }
            }
            y[yRow + j] = largest;
        }
    }

    @Override
    void addGradientOfPlane(int xPlane, int yPlane) {
        int yIndex = yPlane;
        for (int i = 0; i < rows.outputs(); i++) {
            for (int j = 0; j < columns.outputs(); j++) {
                dx[indexOfLargest(xPlane, i, j)] += dy[yIndex++];
            }
        }
    }

    private int indexOfLargest(int xPlane, int i, int j) {
        int largest = xPlane + rows.from()[i] * inputWidth + columns.from()[j];
        for (int row = rows.from()[i]; row < rows.end()[i]; row++) {
            int xRow = xPlane + row * inputWidth;
            for (int column = columns.from()[j]; column < columns.end()[j]; column++) {
                if (x[xRow + column] > x[largest]) {
                    largest = xRow + column;
                }
            }
        }
        return largest;
    }
}
