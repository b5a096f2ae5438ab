package org.scratchcnn.kernel.lanes;

import java.util.Arrays;
import org.scratchcnn.kernel.Alignment;
import org.scratchcnn.kernel.Buffer;
import org.scratchcnn.kernel.Conv2dGeometry;
import org.scratchcnn.kernel.ItemTask;
import org.scratchcnn.kernel.ThreadBuffers;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.kernel.Workspace;
import org.scratchcnn.network.Padding2d;

/**
 * Gradient by weights by F(3×3, 2×2): each tile of 2×2 gradients of the output meets 4×4 inputs in 16 multiplications for
 * a pair of channels instead of 36 (the matrices are in {@link WinogradLoop}). The sums over tiles and images are formed
 * before the last transform, which is done once.
 *
 * <p>An item is one row of the 4×4 values for some pairs of channels. Of the two transforms it computes just that row, so
 * that the four rows share the work and not one sum is shared; it goes through all blocks in order, lane by lane.
 */
final class WinogradWeightGradient implements ConvolutionWeightGradient {

    /** Rows of the transformed tiles, and values in each. */
    private static final int POSITIONS = 4;

    /** Channels of an item on either side at most, so that its sums stay in the second-level cache. */
    private static final int MOST_CHANNELS = 32;

    /** Floats of transformed tiles that an item has at a time, about: 512 KiB. */
    private static final int TRANSFORMED_FLOATS = 1 << 17;

    private static final int OUT_TILE = WinogradLoop.GRADIENT_OUTPUTS;

    private final WinogradLoop loop;
    private final ConvolutionBiasGradient biasGradient;
    private final int combinedChannels;
    private final ThreadTeam team;
    private final LaneStrides x;
    private final LaneStrides dy;
    private final int lanes;
    private final int firstWindow;
    private final int inChannels;
    private final int outChannels;
    private final int tileRows;
    private final int tileColumns;
    private final int inTile;
    private final int inPerItem;
    private final int outPerItem;
    private final int inGroups;
    private final int outGroups;
    private final int tileRowsAtOnce;
    private final int tileColumnsAtOnce;

    /** Distance between channels in the transformed tiles. */
    private final int channelDistance;

    /** Where transformed inputs, transformed gradients and sums stand in a thread's buffer. */
    private final int inputAt;

    private final int gradientAt;
    private final int sumsAt;
    private final ThreadBuffers buffers;

    /** {@code [POSITIONS][out][in][3]}: the rows' contributions, transformed along the row. */
    private final Buffer<float[]> rows;

    private final ItemTask item = this::item;
    private final ItemTask combineItem = this::combineItem;

    private float[][] xBlocks = LanesKernels.NO_BLOCKS;
    private float[][] dyBlocks = LanesKernels.NO_BLOCKS;
    private int blocks;
    private float[] dWeight = LanesKernels.NOTHING;
    private float[] dBias = LanesKernels.NOTHING;

    WinogradWeightGradient(
            Conv2dGeometry geometry,
            LaneStrides x,
            LaneStrides dy,
            LaneLoops loops,
            ThreadTeam team,
            Workspace workspace) {
        this.loop = loops.winograd();
        this.biasGradient = new ConvolutionBiasGradient(geometry, 0, dy, loops.weightGradient());
        this.combinedChannels = loops.weightGradient().channels();
        this.team = team;
        this.x = x;
        this.dy = dy;
        this.lanes = dy.lanes();
        var padding = geometry.window().padding();
        this.firstWindow = x.at(0, -padding.top(), -padding.left());
        this.inChannels = geometry.input().channels();
        this.outChannels = geometry.output().channels();
        this.tileRows = Math.ceilDiv(geometry.output().height(), 2);
        this.tileColumns = Math.ceilDiv(geometry.output().width(), 2);
        this.inGroups = Math.ceilDiv(inChannels, MOST_CHANNELS);
        this.outGroups = Math.ceilDiv(outChannels, MOST_CHANNELS);
        this.inTile = loop.gradientInputs();
        this.inPerItem = inTile * Math.ceilDiv(inChannels, inTile * inGroups);
        this.outPerItem = OUT_TILE * Math.ceilDiv(outChannels, OUT_TILE * outGroups);
        int tilesAtOnce = Math.max(1, TRANSFORMED_FLOATS / (POSITIONS * (inPerItem + outPerItem) * lanes));
        int bandsAcross = Math.ceilDiv(tileColumns, tilesAtOnce);
        this.tileColumnsAtOnce = Math.ceilDiv(tileColumns, bandsAcross);
        int bandsDown = Math.ceilDiv(tileRows, Math.max(1, tilesAtOnce / tileColumnsAtOnce));
        this.tileRowsAtOnce = Math.ceilDiv(tileRows, bandsDown);
        this.channelDistance = CacheLines.oddNumber(tileRowsAtOnce * tileColumnsAtOnce * lanes);
        this.inputAt = Alignment.LEAD;
        this.gradientAt = inputAt + POSITIONS * inPerItem * channelDistance;
        this.sumsAt = gradientAt + POSITIONS * outPerItem * channelDistance;
        this.buffers = workspace.perThread(sumsAt - inputAt + (long) POSITIONS * inPerItem * outPerItem * lanes);
        this.rows = workspace.floats((long) POSITIONS * 3 * outChannels * inChannels);
    }

    static int tiles(Conv2dGeometry geometry) {
        var output = geometry.output();
        return Math.ceilDiv(output.height(), 2) * Math.ceilDiv(output.width(), 2);
    }

    /** What tiles of 2×2 read beyond an output of odd height or width. */
    static Padding2d outputGradientBorder(Conv2dGeometry geometry) {
        return new Padding2d(
                0, 0, geometry.output().height() % 2, geometry.output().width() % 2);
    }

    @Override
    public void add(LaneActivations input, LaneActivations gradient, float[] toWeight, float[] toBias) {
        xBlocks = input.blocks();
        dyBlocks = gradient.blocks();
        blocks = gradient.usedBlocks();
        dWeight = toWeight;
        dBias = toBias;
        team.run(POSITIONS * inGroups * outGroups, item);
        team.run(biasGradient.channelStarts().length / combinedChannels, combineItem);
    }

    private void item(int index, int thread) {
        int matrixRow = index % POSITIONS;
        int firstIn = index / POSITIONS % inGroups * inPerItem;
        int firstOut = index / POSITIONS / inGroups * outPerItem;
        int ins = Math.min(inPerItem, inChannels - firstIn);
        int outs = Math.min(outPerItem, outChannels - firstOut);
        var values = buffers.of(thread);
        Arrays.fill(values, sumsAt, sumsAt + POSITIONS * inPerItem * outPerItem * lanes, 0);
        for (int block = 0; block < blocks; block++) {
            for (int row = 0; row < tileRows; row += tileRowsAtOnce) {
                int endRow = Math.min(row + tileRowsAtOnce, tileRows);
                for (int column = 0; column < tileColumns; column += tileColumnsAtOnce) {
                    int columns = Math.min(tileColumnsAtOnce, tileColumns - column);
                    transformInput(matrixRow, xBlocks[block], firstIn, ins, row, endRow, column, columns, values);
                    transformGradient(matrixRow, dyBlocks[block], firstOut, outs, row, endRow, column, columns, values);
                    multiply(outs, ins, (endRow - row) * columns, values);
                }
            }
        }
        transformRow(matrixRow, firstOut, outs, firstIn, ins, values);
    }

    private void transformInput(
            int matrixRow,
            float[] source,
            int firstIn,
            int ins,
            int row,
            int endRow,
            int column,
            int columns,
            float[] values) {
        for (int in = 0; in < ins; in++) {
            for (int r = row; r < endRow; r++) {
                loop.transformInputRow(
                        matrixRow,
                        source,
                        firstWindow + (firstIn + in) * x.channel() + 2 * r * x.row() + 2 * column * lanes,
                        x.row(),
                        columns,
                        values,
                        inputAt + in * channelDistance + (r - row) * columns * lanes,
                        inPerItem * channelDistance);
            }
        }
    }

    private void transformGradient(
            int matrixRow,
            float[] source,
            int firstOut,
            int outs,
            int row,
            int endRow,
            int column,
            int columns,
            float[] values) {
        for (int out = 0; out < outs; out++) {
            for (int r = row; r < endRow; r++) {
                loop.transformGradientRow(
                        matrixRow,
                        source,
                        dy.at(firstOut + out, 2 * r, 2 * column),
                        dy.row(),
                        columns,
                        values,
                        gradientAt + out * channelDistance + (r - row) * columns * lanes,
                        outPerItem * channelDistance);
            }
        }
    }

    /** Channels that fill up the last tiles hold what was there before: their sums are never read. */
    private void multiply(int outs, int ins, int tiles, float[] values) {
        for (int position = 0; position < POSITIONS; position++) {
            for (int out = 0; out < outs; out += OUT_TILE) {
                for (int in = 0; in < ins; in += inTile) {
                    loop.addProducts(
                            values,
                            gradientAt + (position * outPerItem + out) * channelDistance,
                            values,
                            inputAt + (position * inPerItem + in) * channelDistance,
                            channelDistance,
                            tiles,
                            values,
                            sumAt(position, out, in));
                }
            }
        }
    }

    private int sumAt(int position, int out, int in) {
        int tile = (position * outPerItem / OUT_TILE + out / OUT_TILE) * inPerItem / inTile + in / inTile;
        return sumsAt + ((tile * OUT_TILE + out % OUT_TILE) * inTile + in % inTile) * lanes;
    }

    private void transformRow(int matrixRow, int firstOut, int outs, int firstIn, int ins, float[] values) {
        var transformed = rows.array();
        for (int out = 0; out < outs; out++) {
            for (int in = 0; in < ins; in++) {
                float m0 = LaneSums.sum(values, sumAt(0, out, in), lanes);
                float m1 = LaneSums.sum(values, sumAt(1, out, in), lanes);
                float m2 = LaneSums.sum(values, sumAt(2, out, in), lanes);
                float m3 = LaneSums.sum(values, sumAt(3, out, in), lanes);
                int to = 3 * ((matrixRow * outChannels + firstOut + out) * inChannels + firstIn + in);
                transformed[to] = m0 + 0.5f * (m1 + m2);
                transformed[to + 1] = 0.5f * (m1 - m2);
                transformed[to + 2] = 0.5f * (m1 + m2) - m3;
            }
        }
    }

    private void combineItem(int index, int thread) {
        int channel = index * combinedChannels;
        biasGradient.add(dyBlocks, blocks, channel, dBias, buffers.of(thread));
        var transformed = rows.array();
        int from = channel * inChannels;
        int end = Math.min(channel + combinedChannels, outChannels) * inChannels;
        int distance = 3 * outChannels * inChannels;
        for (int pair = from; pair < end; pair++) {
            for (int column = 0; column < 3; column++) {
                int at = 3 * pair + column;
                float m0 = transformed[at];
                float m1 = transformed[at + distance];
                float m2 = transformed[at + 2 * distance];
                float m3 = transformed[at + 3 * distance];
                int to = 9 * pair + column;
                dWeight[to] += m0 + 0.5f * (m1 + m2);
                dWeight[to + 3] += 0.5f * (m1 - m2);
                dWeight[to + 6] += 0.5f * (m1 + m2) - m3;
            }
        }
    }
}
