package org.scratchcnn.kernel.lanes;

import org.scratchcnn.kernel.Layout;
import org.scratchcnn.kernel.Pool2dGeometry;
import org.scratchcnn.kernel.ThreadTeam;

/** Average pooling. */
final class LaneAveragePooling extends LanePooling {

    LaneAveragePooling(
            Pool2dGeometry geometry, Layout x, Layout y, Layout dx, Layout dy, LaneLoops loops, ThreadTeam team) {
        super(geometry, x, y, dx, dy, loops, team);
    }

    private float factor(int row, int column) {
        return 1f / (rows.divisor()[row] * columns.divisor()[column]);
    }

    @Override
    void forward(float[] x, float[] y, int block, int first, int end) {
        for (int channel = first; channel < end; channel++) {
            for (int row = 0; row < rows.outputs(); row++) {
                for (int column = 0; column < columns.outputs(); column++) {
                    average(x, y, channel, row, column);
                }
            }
        }
    }

    private void average(float[] x, float[] y, int channel, int row, int column) {
        int to = yStrides.at(channel, row, column);
        float factor = factor(row, column);
        for (int lane = 0; lane < lanes; lane++) {
            float sum = 0;
            for (int inRow = rows.from()[row]; inRow < rows.end()[row]; inRow++) {
                for (int inColumn = columns.from()[column]; inColumn < columns.end()[column]; inColumn++) {
                    sum += x[xStrides.at(channel, inRow, inColumn) + lane];
                }
            }
            y[to + lane] = sum * factor;
        }
    }

    @Override
    void gradientByInput(float[] x, float[] y, float[] dy, float[] dx, int block, int first, int end) {
        for (int channel = first; channel < end; channel++) {
            clear(dx, channel);
            for (int row = 0; row < rows.outputs(); row++) {
                for (int column = 0; column < columns.outputs(); column++) {
                    spread(dy, dx, channel, row, column);
                }
            }
        }
    }

    private void spread(float[] dy, float[] dx, int channel, int row, int column) {
        int from = dyStrides.at(channel, row, column);
        float factor = factor(row, column);
        for (int inRow = rows.from()[row]; inRow < rows.end()[row]; inRow++) {
            for (int inColumn = columns.from()[column]; inColumn < columns.end()[column]; inColumn++) {
                int to = dxStrides.at(channel, inRow, inColumn);
                for (int lane = 0; lane < lanes; lane++) {
                    dx[to + lane] += dy[from + lane] * factor;
                }
            }
        }
    }
}
