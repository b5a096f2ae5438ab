package org.scratchcnn.scratch.kernel.lanes;

/**
 * One sweep of a kernel over the images of a lane block:
 *
 * <pre>{@code target[c][i][j] = bias + Σ_tap weight[c][tap] · source[i·sourceRow + j·sourceColumn + offsets[tap]]}</pre>
 *
 * A convolution's forward pass is one sweep. Its gradient by input is one too, with transposed weights over the output's
 * gradient; where the stride is larger than one it falls into one sweep for each remainder of the input's position by
 * the stride.
 *
 * @param channels of the target
 * @param rows of the target that this sweep writes
 * @param columns of the target that this sweep writes
 * @param offsets from the source position of an output to the value that each tap reads
 * @param weightIndex where each packed weight stands in the canonical array, −1 for the zeros that fill the last tile
 * @param weights packed, {@code [channels / TILE][taps][TILE]}
 * @param sourceOrigin source position of the output at row 0, column 0
 * @param sourceRow distance between the source positions of outputs in neighbouring rows
 * @param sourceColumn distance between the source positions of outputs in neighbouring columns
 * @param targetOrigin where channel 0, row 0, column 0 is written
 * @param targetChannel distance between channels
 * @param targetRow distance between the rows of this sweep
 * @param targetColumn distance between the columns of this sweep
 */
public record ConvolutionPass(
        int channels,
        int rows,
        int columns,
        int[] offsets,
        int[] weightIndex,
        float[] weights,
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

    void packWeights(float[] canonical) {
        for (int i = 0; i < weights.length; i++) {
            int index = weightIndex[i];
            weights[i] = index < 0 ? 0 : canonical[index];
        }
    }

    long workspaceBytes() {
        return 4L * (offsets.length + weightIndex.length + weights.length);
    }
}
