package org.scratchcnn.kernel.lanes;

/** A convolution in plain Java: each tap scales and adds a whole row, which the compiler can vectorize by itself. */
final class ScalarConvolutionLoop implements ConvolutionLoop {

    private final int lanes;

    ScalarConvolutionLoop(int lanes) {
        this.lanes = lanes;
    }

    @Override
    public void rows(
            DirectSweepPlan plan,
            ChannelBias bias,
            float[] source,
            float[] target,
            int tile,
            int firstRow,
            int endRow) {
        int first = tile * DirectSweepPlan.TILE;
        int end = Math.min(first + DirectSweepPlan.TILE, plan.channels());
        var weights = plan.weights();
        for (int row = firstRow; row < endRow; row++) {
            int from = plan.sourceOrigin() + row * plan.sourceRow();
            for (int channel = first; channel < end; channel++) {
                int to = plan.targetOrigin() + channel * plan.targetChannel() + row * plan.targetRow();
                int biasAt = (plan.firstChannel() + channel) * bias.channel() + row * bias.row();
                ScalarRows.fill(plan, bias, biasAt, target, to, lanes);
                int weight = first * plan.taps() + channel - first;
                for (int tap = 0; tap < plan.taps(); tap++) {
                    float factor = weights[weight + tap * DirectSweepPlan.TILE];
                    ScalarRows.addScaled(plan, factor, source, from + plan.offsets()[tap], target, to, lanes);
                }
            }
        }
    }
}
