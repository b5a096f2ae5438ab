package org.scratchcnn.kernel.lanes;

import java.util.Arrays;
import org.scratchcnn.kernel.Alignment;
import org.scratchcnn.kernel.Conv2dGeometry;
import org.scratchcnn.kernel.ItemTask;
import org.scratchcnn.kernel.ThreadBuffers;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.kernel.Workspace;

/**
 * A locally connected layer's gradient by weights. As in a dense layer vectors run along the inputs, here those of a
 * window, so that no sum over lanes is needed; an item is one position, whose weights are its own.
 */
final class LocalWeightGradient {

    private static final int ROWS = OuterProductLoop.ROWS;

    private final LaneWindows x;
    private final LaneStrides dy;
    private final int lanes;
    private final int outChannels;
    private final int columns;
    private final int taps;

    /** Taps, filled up to what is summed together. */
    private final int width;

    private final int rows;
    private final OuterProductLoop loop;
    private final ThreadTeam team;
    private final ThreadBuffers buffers;
    private final int windowAt;
    private final int xAt;
    private final int dyAt;
    private final int positions;
    private final ItemTask item = this::item;

    private float[][] xBlocks = LanesKernels.NO_BLOCKS;
    private float[][] dyBlocks = LanesKernels.NO_BLOCKS;
    private int images;
    private float[] dWeight = LanesKernels.NOTHING;

    LocalWeightGradient(
            Conv2dGeometry geometry,
            LaneWindows x,
            LaneStrides dy,
            LaneLoops loops,
            ThreadTeam team,
            Workspace workspace) {
        this.x = x;
        this.dy = dy;
        this.lanes = loops.lanes();
        this.outChannels = geometry.output().channels();
        this.columns = geometry.output().width();
        this.positions = geometry.output().height() * columns;
        this.taps = geometry.input().channels() * geometry.window().kernel().area();
        int together = OuterProductLoop.VECTORS * lanes;
        this.width = Math.ceilDiv(taps, together) * together;
        this.rows = Math.ceilDiv(outChannels, ROWS) * ROWS;
        this.loop = loops.outerProduct();
        this.team = team;
        this.xAt = Alignment.LEAD + rows * width;
        this.windowAt = xAt + lanes * width;
        this.dyAt = windowAt + taps * lanes;
        this.buffers = workspace.perThread((long) rows * width + (long) lanes * (width + taps + rows));
    }

    void add(LaneActivations input, LaneActivations gradient, float[] toWeight) {
        xBlocks = input.blocks();
        dyBlocks = gradient.blocks();
        images = gradient.images();
        dWeight = toWeight;
        team.run(positions, item);
    }

    private void item(int position, int thread) {
        int i = position / columns;
        int j = position % columns;
        var buffer = buffers.of(thread);
        Arrays.fill(buffer, Alignment.LEAD, windowAt, 0);
        for (int block = 0; block * lanes < images; block++) {
            int used = Math.min(lanes, images - block * lanes);
            x.copy(xBlocks[block], i, j, buffer, windowAt);
            for (int lane = 0; lane < used; lane++) {
                for (int tap = 0; tap < taps; tap++) {
                    buffer[xAt + lane * width + tap] = buffer[windowAt + tap * lanes + lane];
                }
            }
            for (int o = 0; o < outChannels; o++) {
                int from = dy.at(o, i, j);
                int to = dyAt + o / ROWS * ROWS * lanes + o % ROWS;
                for (int lane = 0; lane < used; lane++) {
                    buffer[to + lane * ROWS] = dyBlocks[block][from + lane];
                }
            }
            addImages(buffer, used);
        }
        int weightsAt = position * outChannels * taps;
        for (int o = 0; o < outChannels; o++) {
            for (int tap = 0; tap < taps; tap++) {
                dWeight[weightsAt + o * taps + tap] += buffer[Alignment.LEAD + o * width + tap];
            }
        }
    }

    private void addImages(float[] buffer, int used) {
        for (int o = 0; o < outChannels; o += ROWS) {
            int tileRows = Math.min(ROWS, outChannels - o);
            for (int tap = 0; tap < width; tap += OuterProductLoop.VECTORS * lanes) {
                loop.addProducts(
                        buffer,
                        dyAt + o * lanes,
                        buffer,
                        xAt + tap,
                        width,
                        used,
                        buffer,
                        Alignment.LEAD + o * width + tap,
                        width,
                        tileRows);
            }
        }
    }
}
