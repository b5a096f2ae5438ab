package org.scratchcnn.kernel.lanes.vector;

import org.scratchcnn.kernel.lanes.ChannelBias;
import org.scratchcnn.kernel.lanes.ConvolutionLoop;
import org.scratchcnn.kernel.lanes.ConvolutionPass;

/** A convolution with vectors: four output channels by two pixels, and by one at the end of an odd row. */
final class VectorConvolutionLoop implements ConvolutionLoop {

    @Override
    public void rows(
            ConvolutionPass pass,
            ChannelBias bias,
            float[] source,
            float[] target,
            int tile,
            int firstRow,
            int endRow) {
        int pairs = pass.columns() / 2;
        int channel = tile * ConvolutionPass.TILE;
        for (int row = firstRow; row < endRow; row++) {
            int from = pass.sourceOrigin() + row * pass.sourceRow();
            int to = pass.targetOrigin() + channel * pass.targetChannel() + row * pass.targetRow();
            int biasAt = channel * bias.channel() + row * bias.row();
            ConvolutionTiles.tile4x2(pass, bias, source, from, target, to, tile, biasAt, pairs);
            from += pairs * 2 * pass.sourceColumn();
            to += pairs * 2 * pass.targetColumn();
            biasAt += pairs * 2 * bias.column();
            int rest = pass.columns() % 2;
            ConvolutionTiles.tile4x1(pass, bias, source, from, target, to, tile, biasAt, rest);
        }
    }
}
