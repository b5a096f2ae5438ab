package org.scratchcnn.kernel.lanes;

import java.util.List;
import org.scratchcnn.kernel.ItemTask;
import org.scratchcnn.kernel.ThreadTeam;

/** A convolution as its definition has it, for any stride, padding and dilation. An item is some rows of a block. */
final class DirectSweep implements ConvolutionSweep {

    private final List<ConvolutionPass> passes;
    private final ConvolutionLoop loop;
    private final ThreadTeam team;
    private final ItemTask packItem = this::packItem;
    private final ItemTask item = this::item;

    private ConvolutionPass pass;
    private float[] weights = LanesKernels.NOTHING;
    private ChannelBias bias = ChannelBias.NONE;
    private float[][] source = LanesKernels.NO_BLOCKS;
    private float[][] target = LanesKernels.NO_BLOCKS;
    private int tilesPerItem = 1;
    private int rowsPerItem = 1;
    private int bands = 1;

    DirectSweep(List<ConvolutionPass> passes, ConvolutionLoop loop, ThreadTeam team) {
        this.passes = passes;
        this.loop = loop;
        this.team = team;
        this.pass = passes.getFirst();
    }

    @Override
    public void packWeights(float[] canonical) {
        weights = canonical;
        for (int i = 0; i < passes.size(); i++) {
            pass = passes.get(i);
            tilesPerItem = WorkItems.extent(pass.tiles(), (long) pass.taps() * ConvolutionPass.TILE);
            team.run(Math.ceilDiv(pass.tiles(), tilesPerItem), packItem);
        }
    }

    private void packItem(int index, int thread) {
        int end = Math.min((index + 1) * tilesPerItem, pass.tiles());
        for (int tile = index * tilesPerItem; tile < end; tile++) {
            pass.packWeights(weights, tile);
        }
    }

    @Override
    public void run(LaneActivations from, LaneActivations to, ChannelBias newBias) {
        bias = newBias;
        source = from.blocks();
        target = to.blocks();
        for (int i = 0; i < passes.size(); i++) {
            pass = passes.get(i);
            long operationsPerRow = (long) pass.columns() * pass.taps() * pass.channels();
            rowsPerItem = WorkItems.extent(pass.rows(), operationsPerRow);
            bands = Math.ceilDiv(pass.rows(), rowsPerItem);
            team.run(from.usedBlocks() * bands, item);
        }
    }

    private void item(int index, int thread) {
        int block = index / bands;
        int firstRow = index % bands * rowsPerItem;
        int endRow = Math.min(firstRow + rowsPerItem, pass.rows());
        for (int tile = 0; tile < pass.tiles(); tile++) {
            loop.rows(pass, bias, source[block], target[block], tile, firstRow, endRow);
        }
    }
}
