package org.scratchcnn.kernel.lanes;

import org.scratchcnn.kernel.Buffer;

/**
 * One sweep of a kernel over the images of a lane block:
 *
 * <pre>{@code target[c][i][j] = bias + Σ_tap weight[c][tap] · source[i·sourceRow + j·sourceColumn + offsets[tap]]}</pre>
 *
 * A convolution's forward pass is one sweep. Its gradient by input is one too, with transposed weights over the output's
 * gradient; where the stride is larger than one it falls into one sweep for each remainder of the input's position by
 * the stride. Each of several groups of channels has sweeps of its own.
 *
 * @param channels of the target that this sweep writes
 * @param firstChannel of them, counted from the target's, for the bias
 * @param rows of the target that this sweep writes
 * @param columns of the target that this sweep writes
 * @param offsets from the source position of an output to the value that each tap reads
 * @param canonicalTaps where this sweep's first channel's weight of each tap stands in the canonical array
 * @param canonicalChannel distance from there to the next channel's
 * @param packed holds {@link #weights}
 * @param sourceOrigin source position of the output at row 0, column 0
 * @param sourceRow distance between the source positions of outputs in neighbouring rows
 * @param sourceColumn distance between the source positions of outputs in neighbouring columns
 * @param targetOrigin where this sweep's first channel's row 0, column 0 is written
 * @param targetChannel distance between channels
 * @param targetRow distance between the rows of this sweep
 * @param targetColumn distance between the columns of this sweep
 */
public record DirectSweepPlan(
        int channels,
        int firstChannel,
        int rows,
        int columns,
        int[] offsets,
        int[] canonicalTaps,
        int canonicalChannel,
        Buffer<float[]> packed,
        int sourceOrigin,
        int sourceRow,
        int sourceColumn,
        int targetOrigin,
        int targetChannel,
        int targetRow,
        int targetColumn) {

    /** Output channels that a kernel computes together, sharing what it loads. */
    public static final int TILE = 4;

    /** Tiles of output channels, the last filled up with zeros. */
    public int tiles() {
        return Math.ceilDiv(channels, TILE);
    }

    /** Terms of each output's sum. */
    public int taps() {
        return offsets.length;
    }

    /** Weights packed as {@code [channels / TILE][taps][TILE]}, with zeros that fill the last tile. */
    public float[] weights() {
        return packed.array();
    }

    /** Packs the weights of one tile of channels. */
    void packWeights(float[] canonical, int tile) {
        var weights = weights();
        int end = Math.min((tile + 1) * TILE, channels);
        for (int channel = tile * TILE; channel < end; channel++) {
            int from = channel * canonicalChannel;
            int to = tile * taps() * TILE + channel % TILE;
            for (int tap : canonicalTaps) {
                weights[to] = canonical[from + tap];
                to += TILE;
            }
        }
    }
}
