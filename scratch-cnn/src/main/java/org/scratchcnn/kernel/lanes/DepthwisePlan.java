package org.scratchcnn.kernel.lanes;

/**
 * One sweep of a depthwise convolution over the images of a lane block: as in a {@link DirectSweepPlan}, but each channel of
 * the target has taps on its own group of the source alone.
 *
 * @param first the sweep of the first group, with room for all weights
 * @param groups of the target's channels, as many in each as {@code first} has
 * @param sourceGroup distance between the groups of the source
 * @param canonicalGroup distance between the groups of the canonical weights
 */
public record DepthwisePlan(DirectSweepPlan first, int groups, int sourceGroup, int canonicalGroup) {

    /** Channels of the target. */
    public int channels() {
        return groups * first.channels();
    }

    /** Weights packed as {@code [channels][taps]}. */
    public float[] weights() {
        return first.weights();
    }

    /** Source position of a channel's output at row 0, column 0. */
    public int source(int channel) {
        return first.sourceOrigin() + channel / first.channels() * sourceGroup;
    }

    /** Where a channel's row 0, column 0 is written. */
    public int target(int channel) {
        return first.targetOrigin() + channel * first.targetChannel();
    }

    void packWeights(float[] canonical) {
        var weights = weights();
        int to = 0;
        for (int channel = 0; channel < channels(); channel++) {
            int from =
                    channel / first.channels() * canonicalGroup + channel % first.channels() * first.canonicalChannel();
            for (int tap : first.canonicalTaps()) {
                weights[to] = canonical[from + tap];
                to++;
            }
        }
    }
}
