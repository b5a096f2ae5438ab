package org.scratchcnn.kernel.lanes;

import java.util.Arrays;
import org.scratchcnn.kernel.Alignment;
import org.scratchcnn.kernel.Buffer;
import org.scratchcnn.kernel.ItemTask;
import org.scratchcnn.kernel.ThreadBuffers;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.kernel.Workspace;

/**
 * A dense layer's gradients by weight and bias. Here vectors run along the input features: an item turns some of them
 * back into rows, one an image, and adds the images' outer products in order, so that no sum over lanes is needed.
 */
final class DenseWeightGradient {

    private static final int ROWS = OuterProductLoop.ROWS;

    /** Input features of an item, about. */
    private static final int COLUMNS = 96;

    private final LaneStrides x;
    private final int in;
    private final LaneStrides dy;
    private final int out;
    private final int lanes;
    private final int width;
    private final int columns;
    private final OuterProductLoop loop;
    private final ThreadTeam team;
    private final Buffer<float[]> dyTiles;
    private final ThreadBuffers buffers;

    /** Where rows of x stand in a thread's buffer, behind a tile at the weights' edge. */
    private final int xRowsAt;

    private final ItemTask packItem = this::packItem;
    private final ItemTask addItem = this::addItem;

    private float[][] xBlocks = LanesKernels.NO_BLOCKS;
    private float[][] dyBlocks = LanesKernels.NO_BLOCKS;
    private int images;
    private float[] dWeight = LanesKernels.NOTHING;
    private float[] dBias = LanesKernels.NOTHING;

    DenseWeightGradient(
            LaneStrides x,
            int in,
            LaneStrides dy,
            int out,
            int maxBatch,
            LaneLoops loops,
            ThreadTeam team,
            Workspace workspace) {
        this.x = x;
        this.in = in;
        this.dy = dy;
        this.out = out;
        this.lanes = loops.lanes();
        this.width = OuterProductLoop.VECTORS * lanes;
        this.columns = width * Math.max(1, COLUMNS / width);
        this.loop = loops.outerProduct();
        this.team = team;
        this.dyTiles = workspace.floats((long) Math.ceilDiv(out, ROWS) * maxBatch * ROWS);
        this.xRowsAt = Alignment.LEAD + ROWS * width;
        this.buffers = workspace.perThread((long) ROWS * width + (long) maxBatch * columns);
    }

    void add(LaneActivations from, LaneActivations gradient, float[] toWeight, float[] toBias) {
        xBlocks = from.blocks();
        dyBlocks = gradient.blocks();
        images = gradient.images();
        dWeight = toWeight;
        dBias = toBias;
        team.run(Math.ceilDiv(out, ROWS * WorkItems.extent(out, (long) ROWS * images)), packItem);
        team.run(Math.ceilDiv(in, columns), addItem);
    }

    /** Packs output gradients as {@code [out / ROWS][images][ROWS]}, and adds them to the bias's. */
    private void packItem(int item, int thread) {
        int rows = ROWS * WorkItems.extent(out, (long) ROWS * images);
        int end = Math.min((item + 1) * rows, out);
        var tiles = dyTiles.array();
        for (int row = item * rows; row < end; row++) {
            int at = dy.at(row, 0, 0);
            int to = row / ROWS * images * ROWS + row % ROWS;
            float sum = 0;
            for (int first = 0; first < images; first += lanes) {
                var block = dyBlocks[first / lanes];
                int count = Math.min(lanes, images - first);
                for (int lane = 0; lane < count; lane++) {
                    float value = block[at + lane];
                    tiles[to + (first + lane) * ROWS] = value;
                    sum += value;
                }
            }
            if (dBias.length > 0) {
                dBias[row] += sum;
            }
        }
    }

    private void addItem(int item, int thread) {
        int first = item * columns;
        int count = Math.min(columns, in - first);
        var values = buffers.of(thread);
        for (int image = 0; image < images; image++) {
            var block = xBlocks[image / lanes];
            int at = x.at(first, 0, 0) + image % lanes;
            int to = xRowsAt + image * columns;
            for (int column = 0; column < count; column++) {
                values[to + column] = block[at + column * lanes];
            }
            Arrays.fill(values, to + count, to + columns, 0);
        }
        var tiles = dyTiles.array();
        for (int row = 0; row < out; row += ROWS) {
            int rows = Math.min(ROWS, out - row);
            int dyAt = row * images;
            for (int column = 0; column < count; column += width) {
                int at = row * in + first + column;
                if (column + width <= count) {
                    loop.addProducts(tiles, dyAt, values, xRowsAt + column, columns, images, dWeight, at, in, rows);
                } else {
                    int edge = Alignment.LEAD;
                    Arrays.fill(values, edge, xRowsAt, 0);
                    loop.addProducts(tiles, dyAt, values, xRowsAt + column, columns, images, values, edge, width, rows);
                    for (int r = 0; r < rows; r++) {
                        for (int c = 0; c < count - column; c++) {
                            dWeight[at + r * in + c] += values[edge + r * width + c];
                        }
                    }
                }
            }
        }
    }
}
