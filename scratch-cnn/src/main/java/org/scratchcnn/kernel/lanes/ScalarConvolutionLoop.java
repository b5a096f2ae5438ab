package org.scratchcnn.kernel.lanes;

/** A convolution in plain Java: each tap scales and adds a whole row, which the compiler can vectorize by itself. */
final class ScalarConvolutionLoop implements ConvolutionLoop {

    private final int lanes;

    ScalarConvolutionLoop(int lanes) {
        this.lanes = lanes;
    }

    @Override
    public void rows(
            ConvolutionPass pass,
            ChannelBias bias,
            float[] source,
            float[] target,
            int tile,
            int firstRow,
            int endRow) {
        int first = tile * ConvolutionPass.TILE;
        int end = Math.min(first + ConvolutionPass.TILE, pass.channels());
        var weights = pass.weights();
        for (int row = firstRow; row < endRow; row++) {
            int from = pass.sourceOrigin() + row * pass.sourceRow();
            for (int channel = first; channel < end; channel++) {
                int to = pass.targetOrigin() + channel * pass.targetChannel() + row * pass.targetRow();
                fill(pass, bias, channel * bias.channel() + row * bias.row(), target, to);
                int weight = first * pass.taps() + channel - first;
                for (int tap = 0; tap < pass.taps(); tap++) {
                    float factor = weights[weight + tap * ConvolutionPass.TILE];
                    addScaledRow(pass, factor, source, from + pass.offsets()[tap], target, to);
                }
            }
        }
    }

    private void fill(ConvolutionPass pass, ChannelBias bias, int biasAt, float[] target, int to) {
        for (int column = 0; column < pass.columns(); column++) {
            float value = bias.values()[biasAt + column * bias.column()];
            for (int lane = 0; lane < lanes; lane++) {
                target[to + column * pass.targetColumn() + lane] = value;
            }
        }
    }

    private void addScaledRow(ConvolutionPass pass, float factor, float[] source, int from, float[] target, int to) {
        if (pass.sourceColumn() == lanes && pass.targetColumn() == lanes) {
            for (int i = 0; i < pass.columns() * lanes; i++) {
                target[to + i] += factor * source[from + i];
            }
            return;
        }
        for (int column = 0; column < pass.columns(); column++) {
            int read = from + column * pass.sourceColumn();
            int write = to + column * pass.targetColumn();
            for (int lane = 0; lane < lanes; lane++) {
                target[write + lane] += factor * source[read + lane];
            }
        }
    }
}
