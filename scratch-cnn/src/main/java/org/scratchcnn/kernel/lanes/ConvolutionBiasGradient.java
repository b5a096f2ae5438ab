package org.scratchcnn.kernel.lanes;

import java.util.Arrays;
import org.scratchcnn.kernel.Alignment;
import org.scratchcnn.kernel.Conv2dGeometry;
import org.scratchcnn.kernel.lanes.WeightGradientLoop.Pixels;
import org.scratchcnn.network.Bias;

/** A convolution's gradient by its bias: the sums of dy, for a tile of {@link WeightGradientLoop#channels} at a time. */
final class ConvolutionBiasGradient {

    private final Bias bias;
    private final WeightGradientLoop loop;
    private final int tileChannels;
    private final int lanes;
    private final int firstChannel;
    private final int outChannels;
    private final int[] channelStarts;
    private final Pixels pixels;

    /**
     * Of one group.
     *
     * @param part the group's geometry
     * @param dy from its first channel on
     */
    ConvolutionBiasGradient(Conv2dGeometry part, int group, LaneStrides dy, WeightGradientLoop loop) {
        this.bias = part.bias();
        this.loop = loop;
        this.tileChannels = loop.channels();
        this.lanes = dy.lanes();
        this.outChannels = part.output().channels();
        this.firstChannel = group * outChannels;
        this.channelStarts = new int[Math.ceilDiv(outChannels, tileChannels) * tileChannels];
        for (int channel = 0; channel < channelStarts.length; channel++) {
            channelStarts[channel] = dy.at(Math.min(channel, outChannels - 1), 0, 0);
        }
        this.pixels = new Pixels(part.output().height(), part.output().width(), dy.row(), 0, 0);
    }

    /** Where each channel's first value stands; the last tile is filled up with the last channel. */
    int[] channelStarts() {
        return channelStarts;
    }

    /**
     * Adds the gradients of one tile.
     *
     * @param channel the tile's first
     * @param sums room for L values a channel of the tile, from {@link Alignment#LEAD} on
     */
    void add(float[][] dy, int blocks, int channel, float[] dBias, float[] sums) {
        switch (bias) {
            case NONE -> {}
            case PER_CHANNEL -> addToChannels(dy, blocks, channel, dBias, sums);
            case PER_POSITION -> addToPositions(dy, blocks, channel, dBias);
        }
    }

    private void addToChannels(float[][] dy, int blocks, int channel, float[] dBias, float[] sums) {
        int at = Alignment.LEAD;
        Arrays.fill(sums, at, at + tileChannels * lanes, 0);
        for (int block = 0; block < blocks; block++) {
            loop.addPixels(pixels, 0, pixels.rows(), dy[block], channelStarts, channel, sums, at);
        }
        addSums(channel, sums, at, dBias);
    }

    /** Adds what {@link WeightGradientLoop#addPixels} summed for one tile. */
    void addSums(int channel, float[] sums, int at, float[] dBias) {
        int endChannel = Math.min(channel + tileChannels, outChannels);
        for (int out = channel; out < endChannel; out++) {
            dBias[firstChannel + out] += LaneSums.sum(sums, at + (out - channel) * lanes, lanes);
        }
    }

    private void addToPositions(float[][] dy, int blocks, int channel, float[] dBias) {
        int endChannel = Math.min(channel + tileChannels, outChannels);
        for (int out = channel; out < endChannel; out++) {
            for (int row = 0; row < pixels.rows(); row++) {
                for (int column = 0; column < pixels.columns(); column++) {
                    int at = channelStarts[out] + row * pixels.dyRow() + column * lanes;
                    float sum = 0;
                    for (int block = 0; block < blocks; block++) {
                        sum += LaneSums.sum(dy[block], at, lanes);
                    }
                    dBias[((firstChannel + out) * pixels.rows() + row) * pixels.columns() + column] += sum;
                }
            }
        }
    }
}
