package org.scratchcnn.kernel.textbook;

import java.util.Arrays;
import org.scratchcnn.kernel.ThreadTeam;

/** A dense layer as its definition says: {@code y = W·x + b} for each sample, W row-major {@code [out, in]}. */
final class NaiveDense extends SplitWeightedKernel {

    private final int inFeatures;
    private final int outFeatures;

    NaiveDense(int inFeatures, int outFeatures, ThreadTeam team) {
        super(team);
        this.inFeatures = inFeatures;
        this.outFeatures = outFeatures;
    }

    @Override
    int forwardItems() {
        return images;
    }

    @Override
    void forwardItem(int n, int thread) {
        for (int o = 0; o < outFeatures; o++) {
            float sum = bias.length == 0 ? 0 : bias[o];
            for (int f = 0; f < inFeatures; f++) {
                sum += weight[o * inFeatures + f] * x[n * inFeatures + f];
            }
            y[n * outFeatures + o] = sum;
        }
    }

    @Override
    int gradientByInputItems() {
        return images;
    }

    @Override
    void gradientByInputItem(int n, int thread) {
        Arrays.fill(dx, n * inFeatures, (n + 1) * inFeatures, 0);
        for (int o = 0; o < outFeatures; o++) {
            float gradient = dy[n * outFeatures + o];
            for (int f = 0; f < inFeatures; f++) {
                dx[n * inFeatures + f] += gradient * weight[o * inFeatures + f];
            }
        }
    }

    @Override
    int gradientByWeightItems() {
        return outFeatures;
    }

    @Override
    void gradientByWeightItem(int o, int thread) {
        for (int n = 0; n < images; n++) {
            float gradient = dy[n * outFeatures + o];
            if (dBias.length > 0) {
                dBias[o] += gradient;
            }
            for (int f = 0; f < inFeatures; f++) {
                dWeight[o * inFeatures + f] += gradient * x[n * inFeatures + f];
            }
        }
    }
}
