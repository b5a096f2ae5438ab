package org.scratchcnn.kernel.lanes;

import java.util.Arrays;
import org.scratchcnn.kernel.Alignment;
import org.scratchcnn.kernel.Buffer;
import org.scratchcnn.kernel.Conv2dGeometry;
import org.scratchcnn.kernel.ItemTask;
import org.scratchcnn.kernel.ThreadBuffers;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.kernel.Workspace;
import org.scratchcnn.network.Size2d;

/**
 * Gradients by weight and bias for layers of many channels and few pixels, any window with stride 1. Vectors run along
 * the input channels, as in a dense layer: each lane is a weight, so that no sum over lanes is needed, of which there
 * would be one a weight. For each tap (u, v), over images and over the positions whose window holds a pixel there,
 *
 * <pre>{@code dw[o, :, u, v] += Σ_(n,i,j) dy[n,o,i,j] · x[n, :, i + u·dilation − top, j + v·dilation − left]}</pre>
 *
 * <p>Both sides are brought into the order in which this reads them first: that costs a move a value, and each is then
 * used for every channel of the other side and every tap. An item is some tiles of output channels by one group of input
 * channels; it goes through blocks and rows in order.
 */
final class ChannelWeightGradient implements ConvolutionWeightGradient {

    private static final int ROWS = OuterProductLoop.ROWS;

    /** Tiles of output channels in an item at most, so that its sums stay in the second-level cache. */
    private static final int MOST_TILES = 16;

    /** Items wanted at least, where there are as many tiles. */
    private static final int ITEMS = 16;

    private static final int MANY_CHANNELS = 64;

    private static final int FEW_PIXELS = 64;

    private final OuterProductLoop loop;
    private final TiledBiasGradient biasGradient;
    private final ThreadTeam team;
    private final LaneStrides x;
    private final LaneStrides dy;
    private final int lanes;
    private final int inChannels;
    private final int outChannels;
    private final TapShifts rows;
    private final TapShifts columns;

    /** Input channels of a group. */
    private final int width;

    private final int groups;
    private final int tiles;
    private final int tilesPerItem;
    private final int chunks;
    private final int maxBlocks;

    /** Floats that the sums of one tile take. */
    private final int tileSums;

    /** {@code [groups][blocks][H][W][L][width]}. */
    private final Buffer<float[]> xPacked;

    /** {@code [tiles][blocks][outH][outW][L][ROWS]}. */
    private final Buffer<float[]> dyPacked;

    private final ThreadBuffers buffers;
    private final ItemTask packInputItem = this::packInputItem;
    private final ItemTask packGradientItem = this::packGradientItem;
    private final ItemTask addItem = this::addItem;

    private float[][] xBlocks = LanesKernels.NO_BLOCKS;
    private float[][] dyBlocks = LanesKernels.NO_BLOCKS;
    private int blocks;
    private float[] dWeight = LanesKernels.NOTHING;

    ChannelWeightGradient(
            Conv2dGeometry geometry,
            LaneStrides x,
            LaneStrides dy,
            int maxBatch,
            LaneLoops loops,
            ThreadTeam team,
            Workspace workspace) {
        this.loop = loops.outerProduct();
        this.biasGradient = new TiledBiasGradient(geometry, dy, loops, team, workspace);
        this.team = team;
        this.x = x;
        this.dy = dy;
        this.lanes = loops.lanes();
        this.inChannels = geometry.input().channels();
        this.outChannels = geometry.output().channels();
        this.rows = TapShifts.rows(geometry);
        this.columns = TapShifts.columns(geometry);
        this.width = OuterProductLoop.VECTORS * lanes;
        this.groups = Math.ceilDiv(inChannels, width);
        this.tiles = Math.ceilDiv(outChannels, ROWS);
        this.tilesPerItem = Math.clamp(tiles * groups / ITEMS, 1, MOST_TILES);
        this.chunks = Math.ceilDiv(tiles, tilesPerItem);
        this.maxBlocks = Math.ceilDiv(maxBatch, lanes);
        this.tileSums = rows.taps() * columns.taps() * ROWS * width;
        this.xPacked = workspace.floats((long) groups * maxBlocks * rows.input() * columns.input() * lanes * width);
        this.dyPacked = workspace.floats((long) tiles * maxBlocks * rows.output() * columns.output() * lanes * ROWS);
        this.buffers = workspace.perThread((long) tilesPerItem * tileSums);
    }

    /** Whether this is faster than sums by image and than Winograd's, as measured in {@code docs/adr/0013-lanes-of-channels.md}. */
    static boolean gains(Conv2dGeometry geometry) {
        var output = geometry.output();
        return geometry.groups() == 1
                && geometry.window().stride().equals(Size2d.ONE)
                && geometry.input().channels() >= MANY_CHANNELS
                && output.channels() >= MANY_CHANNELS
                && output.height() * output.width() <= FEW_PIXELS;
    }

    @Override
    public void add(LaneActivations input, LaneActivations gradient, float[] toWeight, float[] toBias) {
        xBlocks = input.blocks();
        dyBlocks = gradient.blocks();
        blocks = gradient.usedBlocks();
        dWeight = toWeight;
        team.run(groups * blocks, packInputItem);
        team.run(tiles, packGradientItem);
        biasGradient.add(gradient, toBias);
        team.run(groups * chunks, addItem);
    }

    private int xAt(int group, int block, int row, int column) {
        int position = ((group * maxBlocks + block) * rows.input() + row) * columns.input() + column;
        return Alignment.LEAD + position * lanes * width;
    }

    private int dyAt(int tile, int block, int row, int column) {
        int position = ((tile * maxBlocks + block) * rows.output() + row) * columns.output() + column;
        return position * lanes * ROWS;
    }

    private void packInputItem(int item, int thread) {
        int group = item / blocks;
        int block = item % blocks;
        int first = group * width;
        int count = Math.min(width, inChannels - first);
        for (int row = 0; row < rows.input(); row++) {
            int to = xAt(group, block, row, 0);
            interleave(xBlocks[block], x, first, count, row, columns.input(), xPacked.array(), to, width);
        }
    }

    private void packGradientItem(int tile, int thread) {
        int first = tile * ROWS;
        int count = Math.min(ROWS, outChannels - first);
        for (int block = 0; block < blocks; block++) {
            for (int row = 0; row < rows.output(); row++) {
                int to = dyAt(tile, block, row, 0);
                interleave(dyBlocks[block], dy, first, count, row, columns.output(), dyPacked.array(), to, ROWS);
            }
        }
    }

    /** Writes a row of some channels side by side, and zeros where there are fewer than {@code width}. */
    private static void interleave(
            float[] from,
            LaneStrides strides,
            int firstChannel,
            int channels,
            int row,
            int columns,
            float[] to,
            int at,
            int width) {
        int values = columns * strides.lanes();
        if (channels < width) {
            Arrays.fill(to, at, at + values * width, 0);
        }
        for (int channel = 0; channel < channels; channel++) {
            int source = strides.at(firstChannel + channel, row, 0);
            int target = at + channel;
            for (int i = 0; i < values; i++) {
                to[target + i * width] = from[source + i];
            }
        }
    }

    private void addItem(int item, int thread) {
        int group = item / chunks;
        int firstTile = item % chunks * tilesPerItem;
        int endTile = Math.min(firstTile + tilesPerItem, tiles);
        var sums = buffers.of(thread);
        int sumsAt = Alignment.LEAD;
        Arrays.fill(sums, sumsAt, sumsAt + (endTile - firstTile) * tileSums, 0);
        for (int block = 0; block < blocks; block++) {
            for (int tile = firstTile; tile < endTile; tile++) {
                for (int row = 0; row < rows.output(); row++) {
                    addRow(group, tile, block, row, sums, sumsAt + (tile - firstTile) * tileSums);
                }
            }
        }
        for (int tile = firstTile; tile < endTile; tile++) {
            addToWeights(group, tile, sums, sumsAt + (tile - firstTile) * tileSums);
        }
    }

    private void addRow(int group, int tile, int block, int row, float[] sums, int sumsAt) {
        for (int ky = 0; ky < rows.taps(); ky++) {
            if (row < rows.first(ky) || row >= rows.end(ky)) {
                continue;
            }
            for (int kx = 0; kx < columns.taps(); kx++) {
                int first = columns.first(kx);
                loop.addProducts(
                        dyPacked.array(),
                        dyAt(tile, block, row, first),
                        xPacked.array(),
                        xAt(group, block, row + rows.shift(ky), first + columns.shift(kx)),
                        width,
                        (columns.end(kx) - first) * lanes,
                        sums,
                        sumsAt + (ky * columns.taps() + kx) * ROWS * width,
                        width,
                        ROWS);
            }
        }
    }

    /** From {@code [taps][ROWS][width]} to {@code [out][in][taps]}. */
    private void addToWeights(int group, int tile, float[] sums, int sumsAt) {
        int taps = rows.taps() * columns.taps();
        int first = group * width;
        int count = Math.min(width, inChannels - first);
        int outs = Math.min(ROWS, outChannels - tile * ROWS);
        for (int out = 0; out < outs; out++) {
            int to = ((tile * ROWS + out) * inChannels + first) * taps;
            for (int in = 0; in < count; in++) {
                int from = sumsAt + out * width + in;
                for (int tap = 0; tap < taps; tap++) {
                    dWeight[to + in * taps + tap] += sums[from + tap * ROWS * width];
                }
            }
        }
    }
}
