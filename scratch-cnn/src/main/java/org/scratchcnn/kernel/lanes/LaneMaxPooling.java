package org.scratchcnn.kernel.lanes;

import org.scratchcnn.kernel.Layout;
import org.scratchcnn.kernel.Pool2dGeometry;
import org.scratchcnn.kernel.ThreadTeam;

/** Max pooling; the backward pass finds the maximum's place again by comparing with it. */
final class LaneMaxPooling extends LanePooling {

    private final MaxPoolLoop loop;

    /** Whether no value of x is in two windows, so that gradients need not be added up. */
    private final boolean disjoint;

    /** Whether every value of x is in a window. */
    private final boolean covered;

    LaneMaxPooling(
            Pool2dGeometry geometry, Layout x, Layout y, Layout dx, Layout dy, LaneLoops loops, ThreadTeam team) {
        super(geometry, x, y, dx, dy, loops, team);
        this.loop = loops.maxPool();
        this.disjoint = rows.isDisjoint() && columns.isDisjoint();
        this.covered = rows.covers(x.height()) && columns.covers(x.width());
    }

    @Override
    void forward(float[] x, float[] y, int block, int first, int end) {
        for (int channel = first; channel < end; channel++) {
            for (int row = 0; row < rows.outputs(); row++) {
                loop.forward(
                        x,
                        xStrides.at(channel, rows.from()[row], 0),
                        xStrides.row(),
                        rows.length(row),
                        columns.from(),
                        columns.end(),
                        y,
                        yStrides.at(channel, row, 0));
            }
        }
    }

    @Override
    void gradientByInput(float[] x, float[] y, float[] dy, float[] dx, int block, int first, int end) {
        for (int channel = first; channel < end; channel++) {
            if (!(disjoint && covered)) {
                clear(dx, channel);
            }
            for (int row = 0; row < rows.outputs(); row++) {
                loop.gradientByInput(
                        x,
                        xStrides.at(channel, rows.from()[row], 0),
                        xStrides.row(),
                        rows.length(row),
                        columns.from(),
                        columns.end(),
                        y,
                        yStrides.at(channel, row, 0),
                        dy,
                        dyStrides.at(channel, row, 0),
                        dx,
                        dxStrides.at(channel, rows.from()[row], 0),
                        dxStrides.row(),
                        disjoint);
            }
        }
    }
}
