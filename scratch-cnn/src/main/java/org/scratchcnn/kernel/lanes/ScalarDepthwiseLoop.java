package org.scratchcnn.kernel.lanes;

import org.scratchcnn.kernel.lanes.WeightGradientLoop.Pixels;

/** A depthwise convolution in plain Java: each tap scales and adds a whole row. */
final class ScalarDepthwiseLoop implements DepthwiseLoop {

    private final int lanes;

    ScalarDepthwiseLoop(int lanes) {
        this.lanes = lanes;
    }

    @Override
    public void channel(DepthwisePlan plan, ChannelBias bias, float[] source, float[] target, int channel) {
        var first = plan.first();
        for (int row = 0; row < first.rows(); row++) {
            int from = plan.source(channel) + row * first.sourceRow();
            int to = plan.target(channel) + row * first.targetRow();
            ScalarRows.fill(first, bias, channel * bias.channel() + row * bias.row(), target, to, lanes);
            for (int tap = 0; tap < first.taps(); tap++) {
                float factor = plan.weights()[channel * first.taps() + tap];
                ScalarRows.addScaled(first, factor, source, from + first.offsets()[tap], target, to, lanes);
            }
        }
    }

    @Override
    public void addProducts(
            Pixels pixels,
            float[] dy,
            int dyAt,
            float[] x,
            int xAt,
            int[] offsets,
            int firstTap,
            float[] sums,
            int at) {
        for (int tap = 0; tap < TAPS; tap++) {
            for (int row = 0; row < pixels.rows(); row++) {
                int left = dyAt + row * pixels.dyRow();
                int right = xAt + offsets[firstTap + tap] + row * pixels.xRow();
                for (int column = 0; column < pixels.columns(); column++) {
                    for (int lane = 0; lane < lanes; lane++) {
                        sums[at + tap * lanes + lane] += dy[left + lane] * x[right + lane];
                    }
                    left += lanes;
                    right += pixels.xColumn();
                }
            }
        }
    }
}
