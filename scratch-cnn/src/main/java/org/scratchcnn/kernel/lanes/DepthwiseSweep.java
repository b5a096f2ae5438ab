package org.scratchcnn.kernel.lanes;

import java.util.List;
import org.scratchcnn.kernel.Conv2dGeometry;
import org.scratchcnn.kernel.ItemTask;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.kernel.Workspace;

/**
 * A depthwise convolution's forward pass or gradient by input, any window. An item is some channels of a block: channels
 * share nothing, so each goes through the cache once, in all sweeps.
 */
final class DepthwiseSweep implements ConvolutionSweep {

    private final List<DepthwisePlan> plans;
    private final DepthwiseLoop loop;
    private final ThreadTeam team;
    private final int channels;
    private final int channelsPerItem;
    private final int chunks;
    private final ItemTask item = this::item;

    private ChannelBias bias = ChannelBias.NONE;
    private float[][] source = LanesKernels.NO_BLOCKS;
    private float[][] target = LanesKernels.NO_BLOCKS;

    private DepthwiseSweep(List<DepthwisePlan> plans, DepthwiseLoop loop, ThreadTeam team) {
        this.plans = plans;
        this.loop = loop;
        this.team = team;
        this.channels = plans.getFirst().channels();
        long operations = 0;
        for (var plan : plans) {
            operations += (long) plan.first().rows()
                    * plan.first().columns()
                    * plan.first().taps();
        }
        this.channelsPerItem = WorkItems.extent(channels, operations);
        this.chunks = Math.ceilDiv(channels, channelsPerItem);
    }

    static DepthwiseSweep forward(
            Conv2dGeometry geometry,
            LaneStrides x,
            LaneStrides y,
            DepthwiseLoop loop,
            ThreadTeam team,
            Workspace workspace) {
        var part = geometry.group();
        var first = DirectSweepPlans.forward(part, x, y, 0, geometry.output().channels(), workspace);
        return new DepthwiseSweep(
                List.of(new DepthwisePlan(first, geometry.groups(), x.channel(), weightsOf(part))), loop, team);
    }

    static DepthwiseSweep gradientByInput(
            Conv2dGeometry geometry,
            LaneStrides dy,
            LaneStrides dx,
            DepthwiseLoop loop,
            ThreadTeam team,
            Workspace workspace) {
        var part = geometry.group();
        int sourceGroup = part.output().channels() * dy.channel();
        var plans = DirectSweepPlans.gradientByInput(part, dy, dx, 0, geometry.groups(), workspace).stream()
                .map(first -> new DepthwisePlan(first, geometry.groups(), sourceGroup, weightsOf(part)))
                .toList();
        return new DepthwiseSweep(plans, loop, team);
    }

    private static int weightsOf(Conv2dGeometry part) {
        return part.output().channels() * part.window().kernel().area();
    }

    @Override
    public void packWeights(float[] canonical) {
        for (int i = 0; i < plans.size(); i++) {
            plans.get(i).packWeights(canonical);
        }
    }

    @Override
    public void run(LaneActivations from, LaneActivations to, ChannelBias newBias) {
        bias = newBias;
        source = from.blocks();
        target = to.blocks();
        team.run(from.usedBlocks() * chunks, item);
    }

    private void item(int index, int thread) {
        int block = index / chunks;
        int firstChannel = index % chunks * channelsPerItem;
        int endChannel = Math.min(firstChannel + channelsPerItem, channels);
        for (int channel = firstChannel; channel < endChannel; channel++) {
            for (int i = 0; i < plans.size(); i++) {
                loop.channel(plans.get(i), bias, source[block], target[block], channel);
            }
        }
    }
}
