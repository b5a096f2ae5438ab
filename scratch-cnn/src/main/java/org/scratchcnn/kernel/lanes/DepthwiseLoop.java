package org.scratchcnn.kernel.lanes;

import org.scratchcnn.kernel.lanes.WeightGradientLoop.Pixels;

/** The parts of a depthwise convolution that take the time. */
public interface DepthwiseLoop {

    /** Taps whose weights' gradients are summed together. */
    int TAPS = 9;

    /**
     * Writes one channel of the target.
     *
     * @param source a lane block
     * @param target a lane block
     */
    void channel(DepthwisePlan plan, ChannelBias bias, float[] source, float[] target, int channel);

    /**
     * Adds, for j in {@code [0, TAPS)}, the sum over all rows r and columns c of
     * {@code dy[dyAt + r·dyRow + c·L] · x[xAt + offsets[firstTap + j] + r·xRow + c·xColumn]} to the L values at
     * {@code sums[at + j·L]}.
     */
    void addProducts(
            Pixels pixels, float[] dy, int dyAt, float[] x, int xAt, int[] offsets, int firstTap, float[] sums, int at);
}
