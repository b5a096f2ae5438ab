package org.scratchcnn.kernel.lanes;

import java.util.Arrays;
import org.scratchcnn.kernel.Layout;
import org.scratchcnn.kernel.Pool2dGeometry;
import org.scratchcnn.kernel.PoolAxis;
import org.scratchcnn.kernel.ThreadTeam;

/** What max and average pooling have in common. */
abstract class LanePooling extends ChannelwiseKernel {

    final PoolAxis rows;
    final PoolAxis columns;

    private final int inputHeight;
    private final int inputRowLength;

    LanePooling(Pool2dGeometry geometry, Layout x, Layout y, Layout dx, Layout dy, LaneLoops loops, ThreadTeam team) {
        super(
                team,
                loops.lanes(),
                x,
                y,
                dx,
                dy,
                geometry.rows().positions() * geometry.columns().positions());
        this.rows = geometry.rows();
        this.columns = geometry.columns();
        this.inputHeight = x.height();
        this.inputRowLength = x.width() * lanes;
    }

    /** Windows may overlap or leave gaps: gradients are added to zeros. */
    final void clear(float[] dx, int channel) {
        for (int row = 0; row < inputHeight; row++) {
            int at = dxStrides.at(channel, row, 0);
            Arrays.fill(dx, at, at + inputRowLength, 0);
        }
    }
}
