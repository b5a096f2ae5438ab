package org.scratchcnn.kernel.textbook;

import org.scratchcnn.kernel.Pool2dGeometry;
import org.scratchcnn.kernel.ThreadTeam;

/** Average pooling: the sum over the window's part inside the image, divided by that part's size or the whole window's. */
final class AvgPool2dKernel extends PoolingKernel {

    private final boolean countPadding;

    AvgPool2dKernel(Pool2dGeometry geometry, boolean countPadding, ThreadTeam team) {
        super(geometry, team);
        this.countPadding = countPadding;
    }

    @Override
    void forwardPlane(int xPlane, int yPlane) {
        int yIndex = yPlane;
        for (int i = 0; i < rows.output(); i++) {
            int top = Math.max(0, rows.inputAt(i, 0));
            int bottom = Math.min(rows.input(), rows.inputAt(i, rows.kernel()));
            for (int j = 0; j < columns.output(); j++) {
                int left = Math.max(0, columns.inputAt(j, 0));
                int right = Math.min(columns.input(), columns.inputAt(j, columns.kernel()));
                float sum = 0;
                for (int row = top; row < bottom; row++) {
                    for (int column = left; column < right; column++) {
                        sum += x[xPlane + row * columns.input() + column];
                    }
                }
                y[yIndex++] = sum / divisor(bottom - top, right - left);
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
                float share = dy[yIndex++] / divisor(bottom - top, right - left);
                for (int row = top; row < bottom; row++) {
                    for (int column = left; column < right; column++) {
                        dx[xPlane + row * columns.input() + column] += share;
                    }
                }
            }
        }
    }

    private int divisor(int rowsInside, int columnsInside) {
        return countPadding ? rows.kernel() * columns.kernel() : rowsInside * columnsInside;
    }
}
