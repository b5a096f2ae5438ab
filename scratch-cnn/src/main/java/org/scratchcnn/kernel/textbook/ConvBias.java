package org.scratchcnn.kernel.textbook;

import java.util.Arrays;
import org.scratchcnn.network.Bias;

/** What a convolution's bias does, channel by channel: outputs start from it, and its gradient sums theirs. */
record ConvBias(Bias kind, int channels, int positions) {

    /** Starts positions {@code [from, to)} of one output plane. */
    void fill(float[] bias, int channel, int from, int to, float[] y, int yPlane) {
        switch (kind) {
            case NONE -> Arrays.fill(y, yPlane + from, yPlane + to, 0);
            case PER_CHANNEL -> Arrays.fill(y, yPlane + from, yPlane + to, bias[channel]);
            case PER_POSITION -> System.arraycopy(bias, channel * positions + from, y, yPlane + from, to - from);
        }
    }

    /** Adds one channel's gradient, summed over images in their order. */
    void addGradient(float[] dy, int images, int channel, float[] dBias) {
        if (kind == Bias.NONE) {
            return;
        }
        for (int n = 0; n < images; n++) {
            int plane = (n * channels + channel) * positions;
            if (kind == Bias.PER_CHANNEL) {
                float sum = 0;
                for (int p = 0; p < positions; p++) {
                    sum += dy[plane + p];
                }
                dBias[channel] += sum;
            } else {
                for (int p = 0; p < positions; p++) {
                    dBias[channel * positions + p] += dy[plane + p];
                }
            }
        }
    }
}
