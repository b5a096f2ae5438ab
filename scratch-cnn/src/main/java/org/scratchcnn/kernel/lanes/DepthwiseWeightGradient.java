package org.scratchcnn.kernel.lanes;

import java.util.Arrays;
import org.scratchcnn.kernel.Alignment;
import org.scratchcnn.kernel.Conv2dGeometry;
import org.scratchcnn.kernel.ItemTask;
import org.scratchcnn.kernel.ThreadBuffers;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.kernel.Workspace;
import org.scratchcnn.kernel.lanes.WeightGradientLoop.Pixels;

/** A depthwise convolution's gradients by weight and bias, any window. An item is one output channel, over all blocks. */
final class DepthwiseWeightGradient implements ConvolutionWeightGradient {

    private static final int TAPS = DepthwiseLoop.TAPS;

    private final DepthwiseLoop loop;
    private final ThreadTeam team;
    private final LaneStrides x;
    private final LaneStrides dy;
    private final int outChannels;
    private final int groupChannels;

    /** From a channel's first value to what each tap reads at the first output; the last tap fills up the last group. */
    private final int[] offsets;

    private final int taps;
    private final Pixels pixels;
    private final TiledBiasGradient biasGradient;
    private final ThreadBuffers buffers;
    private final ItemTask item = this::item;

    private float[][] xBlocks = LanesKernels.NO_BLOCKS;
    private float[][] dyBlocks = LanesKernels.NO_BLOCKS;
    private int blocks;
    private float[] dWeight = LanesKernels.NOTHING;

    DepthwiseWeightGradient(
            Conv2dGeometry geometry,
            LaneStrides x,
            LaneStrides dy,
            LaneLoops loops,
            ThreadTeam team,
            Workspace workspace) {
        var part = geometry.group();
        var window = geometry.window();
        this.loop = loops.depthwise();
        this.team = team;
        this.x = x;
        this.dy = dy;
        this.outChannels = geometry.output().channels();
        this.groupChannels = part.output().channels();
        var windowOffsets = DirectSweepPlans.offsets(part, x);
        this.taps = windowOffsets.length;
        int origin = x.at(0, -window.padding().top(), -window.padding().left()) - x.origin();
        this.offsets = new int[Math.ceilDiv(taps, TAPS) * TAPS];
        Arrays.setAll(offsets, tap -> origin + windowOffsets[Math.min(tap, taps - 1)]);
        this.pixels = new Pixels(
                geometry.output().height(),
                geometry.output().width(),
                dy.row(),
                window.stride().height() * x.row(),
                window.stride().width() * x.lanes());
        this.biasGradient = new TiledBiasGradient(geometry, dy, loops, team, workspace);
        this.buffers = workspace.perThread((long) offsets.length * x.lanes());
    }

    @Override
    public void add(LaneActivations input, LaneActivations gradient, float[] toWeight, float[] toBias) {
        xBlocks = input.blocks();
        dyBlocks = gradient.blocks();
        blocks = gradient.usedBlocks();
        dWeight = toWeight;
        team.run(outChannels, item);
        biasGradient.add(gradient, toBias);
    }

    private void item(int out, int thread) {
        int lanes = x.lanes();
        var sums = buffers.of(thread);
        Arrays.fill(sums, Alignment.LEAD, Alignment.LEAD + offsets.length * lanes, 0);
        int dyAt = dy.at(out, 0, 0);
        int xAt = x.at(out / groupChannels, 0, 0);
        for (int block = 0; block < blocks; block++) {
            for (int tap = 0; tap < taps; tap += TAPS) {
                int at = Alignment.LEAD + tap * lanes;
                loop.addProducts(pixels, dyBlocks[block], dyAt, xBlocks[block], xAt, offsets, tap, sums, at);
            }
        }
        for (int tap = 0; tap < taps; tap++) {
            dWeight[out * taps + tap] += LaneSums.sum(sums, Alignment.LEAD + tap * lanes, lanes);
        }
    }
}
