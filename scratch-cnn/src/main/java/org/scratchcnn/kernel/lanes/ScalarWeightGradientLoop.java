package org.scratchcnn.kernel.lanes;

/** A convolution's gradient by weights in plain Java. */
final class ScalarWeightGradientLoop implements WeightGradientLoop {

    private static final int CHANNELS = 3;

    private final int lanes;

    ScalarWeightGradientLoop(int lanes) {
        this.lanes = lanes;
    }

    @Override
    public int channels() {
        return CHANNELS;
    }

    @Override
    public void addProducts(
            Pixels pixels,
            int firstRow,
            int endRow,
            float[] dy,
            int[] dyAt,
            int dyFrom,
            float[] x,
            int[] xAt,
            int xFrom,
            float[] sums,
            int at) {
        for (int channel = 0; channel < CHANNELS; channel++) {
            for (int tap = 0; tap < TAPS; tap++) {
                int sumAt = at + (channel * TAPS + tap) * lanes;
                for (int row = firstRow; row < endRow; row++) {
                    int left = dyAt[dyFrom + channel] + row * pixels.dyRow();
                    int right = xAt[xFrom + tap] + row * pixels.xRow();
                    for (int column = 0; column < pixels.columns(); column++) {
                        for (int lane = 0; lane < lanes; lane++) {
                            sums[sumAt + lane] += dy[left + lane] * x[right + lane];
                        }
                        left += lanes;
                        right += pixels.xColumn();
                    }
                }
            }
        }
    }

    @Override
    public void addPixels(
            Pixels pixels, int firstRow, int endRow, float[] dy, int[] dyAt, int dyFrom, float[] sums, int at) {
        for (int channel = 0; channel < CHANNELS; channel++) {
            for (int row = firstRow; row < endRow; row++) {
                int from = dyAt[dyFrom + channel] + row * pixels.dyRow();
                for (int column = 0; column < pixels.columns(); column++) {
                    for (int lane = 0; lane < lanes; lane++) {
                        sums[at + channel * lanes + lane] += dy[from + column * lanes + lane];
                    }
                }
            }
        }
    }
}
