package org.scratchcnn.kernel.lanes;

import org.scratchcnn.kernel.Layout;
import org.scratchcnn.kernel.ThreadTeam;

/** Images read as features: rows are copied without their borders. Between equal shapes it is a plain copy. */
final class LaneFlatten extends ChannelwiseKernel {

    private final int rows;
    private final int rowLength;
    private final boolean toFeatures;

    LaneFlatten(Layout x, Layout y, Layout dx, Layout dy, LaneLoops loops, ThreadTeam team) {
        super(team, loops.lanes(), x, y, dx, dy, (long) x.height() * x.width());
        if (x.sampleSize() != y.sampleSize()) {
            throw new IllegalArgumentException(
                    "Flatten keeps the number of values, but was planned from %s to %s".formatted(x, y));
        }
        this.rows = x.height();
        this.rowLength = x.width() * lanes;
        this.toFeatures = y.channels() != x.channels();
        if (toFeatures && !(y.border().isNone() && dy.border().isNone())) {
            throw new IllegalArgumentException(
                    "Features have no border, but flatten was planned to %s and %s".formatted(y, dy));
        }
    }

    @Override
    void forward(float[] x, float[] y, int block, int first, int end) {
        for (int channel = first; channel < end; channel++) {
            for (int row = 0; row < rows; row++) {
                System.arraycopy(x, xStrides.at(channel, row, 0), y, outputAt(yStrides, channel, row), rowLength);
            }
        }
    }

    @Override
    void gradientByInput(float[] x, float[] y, float[] dy, float[] dx, int block, int first, int end) {
        for (int channel = first; channel < end; channel++) {
            for (int row = 0; row < rows; row++) {
                System.arraycopy(dy, outputAt(dyStrides, channel, row), dx, dxStrides.at(channel, row, 0), rowLength);
            }
        }
    }

    private int outputAt(LaneStrides output, int channel, int row) {
        return toFeatures ? output.origin() + (channel * rows + row) * rowLength : output.at(channel, row, 0);
    }
}
