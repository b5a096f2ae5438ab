package org.scratchcnn.kernel.lanes;

import org.scratchcnn.kernel.Conv2dGeometry;
import org.scratchcnn.kernel.ItemTask;
import org.scratchcnn.kernel.ThreadBuffers;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.kernel.Workspace;
import org.scratchcnn.network.Bias;

/** A convolution's gradient by its bias where it is not made on the way of that by its weights; an item is a tile. */
final class TiledBiasGradient {

    private final Bias bias;
    private final ConvolutionBiasGradient gradient;
    private final int tileChannels;
    private final ThreadTeam team;
    private final ThreadBuffers buffers;
    private final ItemTask item = this::item;

    private float[][] dy = LanesKernels.NO_BLOCKS;
    private int blocks;
    private float[] dBias = LanesKernels.NOTHING;

    TiledBiasGradient(Conv2dGeometry geometry, LaneStrides dy, LaneLoops loops, ThreadTeam team, Workspace workspace) {
        this.bias = geometry.bias();
        this.gradient = new ConvolutionBiasGradient(geometry, 0, dy, loops.weightGradient());
        this.tileChannels = loops.weightGradient().channels();
        this.team = team;
        this.buffers = workspace.perThread((long) tileChannels * dy.lanes());
    }

    void add(LaneActivations from, float[] toBias) {
        if (bias == Bias.NONE) {
            return;
        }
        dy = from.blocks();
        blocks = from.usedBlocks();
        dBias = toBias;
        team.run(gradient.channelStarts().length / tileChannels, item);
    }

    private void item(int tile, int thread) {
        gradient.add(dy, blocks, tile * tileChannels, dBias, buffers.of(thread));
    }
}
