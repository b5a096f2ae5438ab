package org.scratchcnn.kernel.lanes;

import org.scratchcnn.kernel.Alignment;
import org.scratchcnn.kernel.ItemTask;
import org.scratchcnn.kernel.ThreadBuffers;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.kernel.Workspace;

/**
 * A convolution by F(2×2, 3×3). An item is some tiles of a block, for most layers few enough that their transformed
 * values stay in the second-level cache; their sums are formed for a group of output channels at a time. Where this
 * makes few items, an item has some of the groups only, and items of the same tiles transform them again.
 */
final class WinogradSweep implements ConvolutionSweep {

    /** Floats of an item's transformed source, about, unless that is fewer than {@code LEAST_TILES}: 256 KiB. */
    private static final int SOURCE_FLOATS = 1 << 16;

    private static final int LEAST_TILES = 4;

    /** Floats of the sums that are formed at a time, about: 128 KiB. */
    private static final int SUM_FLOATS = 1 << 15;

    /** Items wanted at least, where there are as many groups of channels. */
    private static final int ITEMS = 16;

    private static final int POSITIONS = WinogradSweepPlan.POSITIONS;
    private static final int TILE = WinogradLoop.CHANNELS;

    private final WinogradSweepPlan plan;
    private final WinogradLoop loop;
    private final ThreadTeam team;
    private final WinogradWeights weights;
    private final int lanes;
    private final int tileRowsPerItem;
    private final int tileColumnsPerItem;
    private final int bandsDown;
    private final int bandsAcross;

    /** Distance between channels in the workspaces: an item's tiles, an even number. */
    private final int channelDistance;

    /** Distance between positions in the transformed source. */
    private final int sourcePosition;

    /** Distance between positions in the sums. */
    private final int sumPosition;

    private final int channelsAtOnce;
    private final int groups;
    private final ThreadBuffers buffers;

    /** Where the sums stand in a thread's buffer, behind the transformed source, which begins at the lead. */
    private final int sumsAt;

    private final ItemTask item = this::item;

    private ChannelBias bias = ChannelBias.NONE;
    private float[][] source = LanesKernels.NO_BLOCKS;
    private float[][] target = LanesKernels.NO_BLOCKS;
    private int parts = 1;

    WinogradSweep(WinogradSweepPlan plan, WinogradLoop loop, ThreadTeam team, Workspace workspace) {
        this.plan = plan;
        this.loop = loop;
        this.team = team;
        this.weights = new WinogradWeights(plan, loop, team, workspace);
        this.lanes = plan.lanes();
        int tiles = Math.max(LEAST_TILES, SOURCE_FLOATS / (POSITIONS * plan.inChannels() * lanes));
        this.bandsAcross = Math.ceilDiv(plan.tileColumns(), tiles);
        this.tileColumnsPerItem = Math.ceilDiv(plan.tileColumns(), bandsAcross);
        this.tileRowsPerItem = Math.clamp(tiles / tileColumnsPerItem, 1, plan.tileRows());
        this.bandsDown = Math.ceilDiv(plan.tileRows(), tileRowsPerItem);
        this.channelDistance = CacheLines.oddNumber(2 * Math.ceilDiv(tileRowsPerItem * tileColumnsPerItem, 2) * lanes);
        this.sourcePosition = CacheLines.oddNumber(plan.inChannels() * channelDistance);
        this.channelsAtOnce =
                TILE * Math.clamp(SUM_FLOATS / (POSITIONS * TILE * channelDistance), 1, plan.channelTiles());
        this.groups = Math.ceilDiv(plan.outChannels(), channelsAtOnce);
        this.sumPosition = CacheLines.oddNumber(channelsAtOnce * channelDistance);
        this.sumsAt = Alignment.LEAD + POSITIONS * sourcePosition;
        this.buffers = workspace.perThread((long) POSITIONS * sourcePosition + (long) POSITIONS * sumPosition);
    }

    @Override
    public void packWeights(float[] canonical) {
        weights.pack(canonical);
    }

    @Override
    public void run(LaneActivations from, LaneActivations to, ChannelBias newBias) {
        bias = newBias;
        source = from.blocks();
        target = to.blocks();
        int bands = from.usedBlocks() * bandsDown * bandsAcross;
        parts = Math.clamp(Math.ceilDiv(ITEMS, bands), 1, groups);
        team.run(bands * parts, item);
    }

    private void item(int index, int thread) {
        int part = index % parts;
        int band = index / parts % (bandsDown * bandsAcross);
        int block = index / parts / (bandsDown * bandsAcross);
        int firstRow = band / bandsAcross * tileRowsPerItem;
        int endRow = Math.min(firstRow + tileRowsPerItem, plan.tileRows());
        int firstColumn = band % bandsAcross * tileColumnsPerItem;
        int columns = Math.min(tileColumnsPerItem, plan.tileColumns() - firstColumn);
        int tiles = 2 * Math.ceilDiv((endRow - firstRow) * columns, 2);
        var values = buffers.of(thread);
        transformInput(source[block], firstRow, endRow, firstColumn, columns, values);
        for (int group = part; group < groups; group += parts) {
            int channel = group * channelsAtOnce;
            int channels = Math.min(channelsAtOnce, plan.outChannels() - channel);
            multiply(values, channel, channels, tiles);
            transformOutput(values, channel, channels, target[block], firstRow, endRow, firstColumn, columns);
        }
    }

    private void transformInput(
            float[] values, int firstRow, int endRow, int firstColumn, int columns, float[] transformed) {
        for (int channel = 0; channel < plan.inChannels(); channel++) {
            int at = plan.sourceOrigin() + channel * plan.sourceChannel() + 2 * firstColumn * lanes;
            for (int row = firstRow; row < endRow; row++) {
                loop.transformInput(
                        values,
                        at + 2 * row * plan.sourceRow(),
                        plan.sourceRow(),
                        columns,
                        transformed,
                        Alignment.LEAD + channel * channelDistance + (row - firstRow) * columns * lanes,
                        sourcePosition);
            }
        }
    }

    private void multiply(float[] scratchValues, int channel, int channels, int tiles) {
        var packed = weights.array();
        for (int position = 0; position < POSITIONS; position++) {
            for (int k = 0; k < channels; k += TILE) {
                loop.multiply(
                        packed,
                        weights.at(position, (channel + k) / TILE),
                        plan.inChannels(),
                        scratchValues,
                        Alignment.LEAD + position * sourcePosition,
                        channelDistance,
                        tiles,
                        scratchValues,
                        sumsAt + position * sumPosition + k * channelDistance);
            }
        }
    }

    private void transformOutput(
            float[] scratchValues,
            int channel,
            int channels,
            float[] values,
            int firstRow,
            int endRow,
            int firstColumn,
            int columns) {
        for (int k = 0; k < channels; k++) {
            int to = plan.targetOrigin() + (channel + k) * plan.targetChannel() + 2 * firstColumn * lanes;
            int biasAt = (channel + k) * bias.channel() + 2 * firstColumn * bias.column();
            for (int row = firstRow; row < endRow; row++) {
                loop.transformOutput(
                        scratchValues,
                        sumsAt + k * channelDistance + (row - firstRow) * columns * lanes,
                        sumPosition,
                        Math.min(2, plan.rows() - 2 * row),
                        Math.min(2 * columns, plan.columns() - 2 * firstColumn),
                        bias,
                        biasAt + 2 * row * bias.row(),
                        values,
                        to + 2 * row * plan.targetRow(),
                        plan.targetRow());
            }
        }
    }
}
