package org.scratchcnn.kernel.textbook;

import java.util.Arrays;
import org.scratchcnn.kernel.Pool2dGeometry;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.network.Size2d;

/**
 * Max pooling over windows clipped to the image. The gradient goes to where the maximum was, the first in row-major order
 * among equals. It is looked for again then: forward, which may be all that is wanted, has no branches without it.
 */
final class MaxPool2dKernel extends PoolingKernel {

    /** Whether all windows are 2×2 and inside the image, as in most networks. */
    private final boolean wholePairs;

    MaxPool2dKernel(Pool2dGeometry geometry, ThreadTeam team) {
        super(geometry, team);
        wholePairs = geometry.window().kernel().equals(Size2d.square(2)) && rows.isInside() && columns.isInside();
    }

    @Override
    void forwardPlane(int xPlane, int yPlane) {
        for (int i = 0; i < rows.output(); i++) {
            int yRow = yPlane + i * columns.output();
            if (wholePairs) {
                pairs(xPlane + rows.inputAt(i, 0) * columns.input(), yRow);
            } else {
                windows(xPlane, i, yRow);
            }
        }
    }

    private void pairs(int xRow, int yRow) {
        int below = xRow + columns.input();
        for (int j = 0; j < columns.output(); j++) {
            int left = columns.inputAt(j, 0);
            y[yRow + j] = Math.max(
                    Math.max(x[xRow + left], x[xRow + left + 1]), Math.max(x[below + left], x[below + left + 1]));
        }
    }

    private void windows(int xPlane, int i, int yRow) {
        Arrays.fill(y, yRow, yRow + columns.output(), Float.NEGATIVE_INFINITY);
        int top = Math.max(0, rows.inputAt(i, 0));
        int bottom = Math.min(rows.input(), rows.inputAt(i, rows.kernel()));
        for (int row = top; row < bottom; row++) {
            int xRow = xPlane + row * columns.input();
            for (int tap = 0; tap < columns.kernel(); tap++) {
                int end = columns.endOutput(tap);
                for (int j = columns.firstOutput(tap); j < end; j++) {
                    y[yRow + j] = Math.max(y[yRow + j], x[xRow + columns.inputAt(j, tap)]);
                }
            }
        }
    }

    @Override
    void addGradientOfPlane(int xPlane, int yPlane) {
        int yIndex = yPlane;
        for (int i = 0; i < rows.output(); i++) {
            int top = Math.max(0, rows.inputAt(i, 0));
            int bottom = Math.min(rows.input(), rows.inputAt(i, rows.kernel()));
            for (int j = 0; j < columns.output(); j++) {
                int left = Math.max(0, columns.inputAt(j, 0));
                int right = Math.min(columns.input(), columns.inputAt(j, columns.kernel()));
                dx[indexOfLargest(xPlane, top, bottom, left, right)] += dy[yIndex++];
            }
        }
    }

    private int indexOfLargest(int xPlane, int top, int bottom, int left, int right) {
        int largest = xPlane + top * columns.input() + left;
        for (int row = top; row < bottom; row++) {
            int xRow = xPlane + row * columns.input();
            for (int column = left; column < right; column++) {
                if (x[xRow + column] > x[largest]) {
                    largest = xRow + column;
                }
            }
        }
        return largest;
    }
}
