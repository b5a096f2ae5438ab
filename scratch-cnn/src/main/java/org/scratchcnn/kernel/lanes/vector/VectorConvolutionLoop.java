package org.scratchcnn.kernel.lanes.vector;

import org.scratchcnn.kernel.lanes.ChannelBias;
import org.scratchcnn.kernel.lanes.ConvolutionLoop;
import org.scratchcnn.kernel.lanes.DirectSweepPlan;

/** A convolution with vectors: four output channels by two pixels, and by one at the end of an odd row. */
final class VectorConvolutionLoop implements ConvolutionLoop {

    @Override
    public void rows(
            DirectSweepPlan plan,
            ChannelBias bias,
            float[] source,
            float[] target,
            int tile,
            int firstRow,
            int endRow) {
        int pairs = plan.columns() / 2;
        int channel = tile * DirectSweepPlan.TILE;
        for (int row = firstRow; row < endRow; row++) {
            int from = plan.sourceOrigin() + row * plan.sourceRow();
            int to = plan.targetOrigin() + channel * plan.targetChannel() + row * plan.targetRow();
            int biasAt = (plan.firstChannel() + channel) * bias.channel() + row * bias.row();
            ConvolutionTiles.tile4x2(plan, bias, source, from, target, to, tile, biasAt, pairs);
            from += pairs * 2 * plan.sourceColumn();
            to += pairs * 2 * plan.targetColumn();
            biasAt += pairs * 2 * bias.column();
            int rest = plan.columns() % 2;
            ConvolutionTiles.tile4x1(plan, bias, source, from, target, to, tile, biasAt, rest);
        }
    }
}
