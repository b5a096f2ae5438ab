package org.scratchcnn.kernel.lanes;

import java.util.List;
import org.scratchcnn.kernel.ItemTask;
import org.scratchcnn.kernel.ThreadTeam;

/** A convolution as its definition has it, for any stride, padding and dilation. An item is some rows of a block. */
final class DirectSweep implements ConvolutionSweep {

    private final List<DirectSweepPlan> plans;
    private final ConvolutionLoop loop;
    private final ThreadTeam team;
    private final ItemTask packItem = this::packItem;
    private final ItemTask item = this::item;

    private DirectSweepPlan plan;
    private float[] weights = LanesKernels.NOTHING;
    private ChannelBias bias = ChannelBias.NONE;
    private float[][] source = LanesKernels.NO_BLOCKS;
    private float[][] target = LanesKernels.NO_BLOCKS;
    private int tilesPerItem = 1;
    private int rowsPerItem = 1;
    private int bands = 1;

    DirectSweep(List<DirectSweepPlan> plans, ConvolutionLoop loop, ThreadTeam team) {
        this.plans = plans;
        this.loop = loop;
        this.team = team;
        this.plan = plans.getFirst();
    }

    @Override
    public void packWeights(float[] canonical) {
        weights = canonical;
        for (int i = 0; i < plans.size(); i++) {
            plan = plans.get(i);
            tilesPerItem = WorkItems.extent(plan.tiles(), (long) plan.taps() * DirectSweepPlan.TILE);
            team.run(Math.ceilDiv(plan.tiles(), tilesPerItem), packItem);
        }
    }

    private void packItem(int index, int thread) {
        int end = Math.min((index + 1) * tilesPerItem, plan.tiles());
        for (int tile = index * tilesPerItem; tile < end; tile++) {
            plan.packWeights(weights, tile);
        }
    }

    @Override
    public void run(LaneActivations from, LaneActivations to, ChannelBias newBias) {
        bias = newBias;
        source = from.blocks();
        target = to.blocks();
        for (int i = 0; i < plans.size(); i++) {
            plan = plans.get(i);
            long operationsPerRow = (long) plan.columns() * plan.taps() * plan.channels();
            rowsPerItem = WorkItems.extent(plan.rows(), operationsPerRow);
            bands = Math.ceilDiv(plan.rows(), rowsPerItem);
            team.run(from.usedBlocks() * bands, item);
        }
    }

    private void item(int index, int thread) {
        int block = index / bands;
        int firstRow = index % bands * rowsPerItem;
        int endRow = Math.min(firstRow + rowsPerItem, plan.rows());
        for (int tile = 0; tile < plan.tiles(); tile++) {
            loop.rows(plan, bias, source[block], target[block], tile, firstRow, endRow);
        }
    }
}
