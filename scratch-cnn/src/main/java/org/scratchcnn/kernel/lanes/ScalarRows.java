package org.scratchcnn.kernel.lanes;

/** One row of a sweep's target, of one channel, in plain Java. */
final class ScalarRows {

    private ScalarRows() {}

    /** Begins with the bias. */
    static void fill(DirectSweepPlan plan, ChannelBias bias, int biasAt, float[] target, int to, int lanes) {
        for (int column = 0; column < plan.columns(); column++) {
            float value = bias.values()[biasAt + column * bias.column()];
            for (int lane = 0; lane < lanes; lane++) {
                target[to + column * plan.targetColumn() + lane] = value;
            }
        }
    }

    /** Adds what one tap reads, times its weight. */
    static void addScaled(
            DirectSweepPlan plan, float factor, float[] source, int from, float[] target, int to, int lanes) {
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
