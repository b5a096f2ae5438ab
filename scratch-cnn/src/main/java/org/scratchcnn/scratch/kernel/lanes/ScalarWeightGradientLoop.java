package org.scratchcnn.scratch.kernel.lanes;

/** A convolution's gradient by weights in plain Java. */
final class ScalarWeightGradientLoop implements WeightGradientLoop {

    private final int lanes;

    ScalarWeightGradientLoop(int lanes) {
        this.lanes = lanes;
    }

    @Override
    public void addProducts(
            float[] dy,
            int[] dyAt,
            int dyFrom,
            int[] dyPixels,
            float[] x,
            int[] xAt,
            int xFrom,
            int[] xPixels,
            int first,
            int end,
            float[] sums,
            int at) {
        for (int channel = 0; channel < CHANNELS; channel++) {
            int dyBase = dyAt[dyFrom + channel];
            for (int tap = 0; tap < TAPS; tap++) {
                int xBase = xAt[xFrom + tap];
                int sumAt = at + (channel * TAPS + tap) * lanes;
                for (int pixel = first; pixel < end; pixel++) {
                    int left = dyBase + dyPixels[pixel];
                    int right = xBase + xPixels[pixel];
                    for (int lane = 0; lane < lanes; lane++) {
                        sums[sumAt + lane] += dy[left + lane] * x[right + lane];
                    }
                }
            }
        }
    }

    @Override
    public void addPixels(
            float[] dy, int[] dyAt, int dyFrom, int[] dyPixels, int first, int end, float[] sums, int at) {
        for (int channel = 0; channel < CHANNELS; channel++) {
            for (int pixel = first; pixel < end; pixel++) {
                int from = dyAt[dyFrom + channel] + dyPixels[pixel];
                for (int lane = 0; lane < lanes; lane++) {
                    sums[at + channel * lanes + lane] += dy[from + lane];
                }
            }
        }
    }
}
