package org.scratchcnn.kernel.lanes;

import org.scratchcnn.kernel.Conv2dGeometry;
import org.scratchcnn.network.Padding2d;

/**
 * F(2×2, 3×3) over the images of a lane block (Lavin and Gray 2016, "Fast Algorithms for Convolutional Neural
 * Networks"). Each tile of 4×4 source values d and each kernel g give 2×2 target values, with the matrices of
 * {@link WinogradLoop},
 *
 * <pre>{@code Aᵀ [ Σ_c (G g Gᵀ) ⊙ (Bᵀ d B) ] A}</pre>
 *
 * so that a pair of channels costs 16 multiplications a tile instead of 36. A convolution's forward pass is one sweep; its
 * gradient by input is one too, over the output's gradient with turned kernels.
 *
 * @param transposed whether this is a gradient by input
 * @param inChannels of the source
 * @param outChannels of the target
 * @param rows of the target
 * @param columns of the target
 * @param lanes L, also the distance from one column to the next
 * @param sourceOrigin where the window of the target's first value begins
 * @param sourceChannel distance between the source's channels
 * @param sourceRow distance between the source's rows
 * @param targetOrigin where the target's first value stands
 * @param targetChannel distance between the target's channels
 * @param targetRow distance between the target's rows
 */
record WinogradSweepPlan(
        boolean transposed,
        int inChannels,
        int outChannels,
        int rows,
        int columns,
        int lanes,
        int sourceOrigin,
        int sourceChannel,
        int sourceRow,
        int targetOrigin,
        int targetChannel,
        int targetRow) {

    /** Values of a transformed tile, and matrices that are multiplied. */
    static final int POSITIONS = 16;

    private static final int TILE = WinogradLoop.CHANNELS;

    static WinogradSweepPlan forward(Conv2dGeometry geometry, LaneStrides x, LaneStrides y) {
        var padding = geometry.window().padding();
        return new WinogradSweepPlan(
                false,
                geometry.input().channels(),
                geometry.output().channels(),
                geometry.output().height(),
                geometry.output().width(),
                x.lanes(),
                x.at(0, -padding.top(), -padding.left()),
                x.channel(),
                x.row(),
                y.origin(),
                y.channel(),
                y.row());
    }

    static WinogradSweepPlan gradientByInput(Conv2dGeometry geometry, LaneStrides dy, LaneStrides dx) {
        var padding = geometry.window().padding();
        return new WinogradSweepPlan(
                true,
                geometry.output().channels(),
                geometry.input().channels(),
                geometry.input().height(),
                geometry.input().width(),
                dy.lanes(),
                dy.at(0, padding.top() - 2, padding.left() - 2),
                dy.channel(),
                dy.row(),
                dx.origin(),
                dx.channel(),
                dx.row());
    }

    static Padding2d inputBorder(Conv2dGeometry geometry) {
        var padding = geometry.window().padding();
        return border(
                -padding.top(),
                -padding.left(),
                geometry.output().height(),
                geometry.output().width(),
                geometry.input().height(),
                geometry.input().width());
    }

    static Padding2d outputGradientBorder(Conv2dGeometry geometry) {
        var padding = geometry.window().padding();
        return border(
                padding.top() - 2,
                padding.left() - 2,
                geometry.input().height(),
                geometry.input().width(),
                geometry.output().height(),
                geometry.output().width());
    }

    /** What whole tiles read beyond the source, where the first one begins at {@code firstRow, firstColumn}. */
    private static Padding2d border(
            int firstRow, int firstColumn, int rows, int columns, int sourceRows, int sourceColumns) {
        return new Padding2d(
                Math.max(0, -firstRow),
                Math.max(0, -firstColumn),
                Math.max(0, firstRow + 2 * Math.ceilDiv(rows, 2) + 2 - sourceRows),
                Math.max(0, firstColumn + 2 * Math.ceilDiv(columns, 2) + 2 - sourceColumns));
    }

    int tileRows() {
        return Math.ceilDiv(rows, 2);
    }

    int tileColumns() {
        return Math.ceilDiv(columns, 2);
    }

    /** Tiles of output channels, the last filled up with zeros. */
    int channelTiles() {
        return Math.ceilDiv(outChannels, TILE);
    }
}
