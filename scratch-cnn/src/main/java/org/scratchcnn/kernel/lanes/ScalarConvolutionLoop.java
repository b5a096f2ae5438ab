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
                fill(plan, bias, channel * bias.channel() + row * bias.row(), target, to);
                int weight = first * plan.taps() + channel - first;
                for (int tap = 0; tap < plan.taps(); tap++) {
                    float factor = weights[weight + tap * DirectSweepPlan.TILE];
                    addScaledRow(plan, factor, source, from + plan.offsets()[tap], target, to);
                }
            }
        }
    }

    private void fill(DirectSweepPlan plan, ChannelBias bias, int biasAt, float[] target, int to) {
        for (int column = 0; column < plan.columns(); column++) {
            float value = bias.values()[biasAt + column * bias.column()];
            for (int lane = 0; lane < lanes; lane++) {
                target[to + column * plan.targetColumn() + lane] = value;
            }
        }
    }

    private void addScaledRow(DirectSweepPlan plan, float factor, float[] source, int from, float[] target, int to) {
        if (plan.sourceColumn() == lanes && plan.targetColumn() == lanes) {
            for (int i = 0; i < plan.columns() * lanes; i++) {
                target[to + i] += factor * source[from + i];
            }
            return;
        }
        for (int column = 0; column < plan.columns(); column++) {
            int read = from + column * plan.sourceColumn();
            int write = to + column * plan.targetColumn();
            for (int lane = 0; lane < lanes; lane++) {
                target[write + lane] += factor * source[read + lane];
            }
        }
    }
}
