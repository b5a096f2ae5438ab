package org.scratchcnn.scratch.kernel.lanes.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.scratchcnn.scratch.kernel.lanes.ChannelBias;
import org.scratchcnn.scratch.kernel.lanes.ConvolutionLoop;
import org.scratchcnn.scratch.kernel.lanes.ConvolutionPass;

/**
 * A convolution with vectors: four output channels by three pixels in twelve accumulators, which with three inputs and a
 * weight fill the sixteen registers of AVX2. The vector operations are spelled out: a method around them would not be
 * inlined in kernels this long, and every vector would be boxed.
 */
final class VectorConvolutionLoop implements ConvolutionLoop {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    @Override
    public void rows(
            ConvolutionPass pass,
            ChannelBias bias,
            float[] source,
            float[] target,
            int tile,
            int firstRow,
            int endRow) {
        int columns = pass.columns();
        int threes = TripleSplit.threes(columns);
        int twos = TripleSplit.twos(columns);
        int ones = TripleSplit.ones(columns);
        int channel = tile * ConvolutionPass.TILE;
        for (int row = firstRow; row < endRow; row++) {
            int from = pass.sourceOrigin() + row * pass.sourceRow();
            int to = pass.targetOrigin() + channel * pass.targetChannel() + row * pass.targetRow();
            int biasAt = channel * bias.channel() + row * bias.row();
            rowThree(pass, bias, source, from, target, to, tile, biasAt, threes);
            from += threes * 3 * pass.sourceColumn();
            to += threes * 3 * pass.targetColumn();
            biasAt += threes * 3 * bias.column();
            rowTwo(pass, bias, source, from, target, to, tile, biasAt, twos);
            from += twos * 2 * pass.sourceColumn();
            to += twos * 2 * pass.targetColumn();
            biasAt += twos * 2 * bias.column();
            rowOne(pass, bias, source, from, target, to, tile, biasAt, ones);
        }
    }

    private static void rowThree(
            ConvolutionPass pass,
            ChannelBias bias,
            float[] source,
            int from,
            float[] target,
            int to,
            int tile,
            int biasAt,
            int groups) {
        int channels = Math.min(ConvolutionPass.TILE, pass.channels() - tile * ConvolutionPass.TILE);
        var weights = pass.weights();
        var offsets = pass.offsets();
        int taps = offsets.length;
        int weightsAt = tile * taps * ConvolutionPass.TILE;
        int step = pass.sourceColumn();
        int targetStep = pass.targetColumn();
        int targetChannel = pass.targetChannel();
        var biases = bias.values();
        int biasColumn = bias.column();
        for (int group = 0; group < groups; group++) {
            int at = from + group * 3 * step;
            var a00 = FloatVector.zero(SPECIES);
            var a01 = FloatVector.zero(SPECIES);
            var a02 = FloatVector.zero(SPECIES);
            var a10 = FloatVector.zero(SPECIES);
            var a11 = FloatVector.zero(SPECIES);
            var a12 = FloatVector.zero(SPECIES);
            var a20 = FloatVector.zero(SPECIES);
            var a21 = FloatVector.zero(SPECIES);
            var a22 = FloatVector.zero(SPECIES);
            var a30 = FloatVector.zero(SPECIES);
            var a31 = FloatVector.zero(SPECIES);
            var a32 = FloatVector.zero(SPECIES);
            for (int tap = 0; tap < taps; tap++) {
                int x = at + offsets[tap];
                var x0 = FloatVector.fromArray(SPECIES, source, x);
                var x1 = FloatVector.fromArray(SPECIES, source, x + step);
                var x2 = FloatVector.fromArray(SPECIES, source, x + 2 * step);
                var w0 = FloatVector.broadcast(SPECIES, weights[weightsAt + tap * ConvolutionPass.TILE]);
                a00 = x0.fma(w0, a00);
                a01 = x1.fma(w0, a01);
                a02 = x2.fma(w0, a02);
                var w1 = FloatVector.broadcast(SPECIES, weights[weightsAt + tap * ConvolutionPass.TILE + 1]);
                a10 = x0.fma(w1, a10);
                a11 = x1.fma(w1, a11);
                a12 = x2.fma(w1, a12);
                var w2 = FloatVector.broadcast(SPECIES, weights[weightsAt + tap * ConvolutionPass.TILE + 2]);
                a20 = x0.fma(w2, a20);
                a21 = x1.fma(w2, a21);
                a22 = x2.fma(w2, a22);
                var w3 = FloatVector.broadcast(SPECIES, weights[weightsAt + tap * ConvolutionPass.TILE + 3]);
                a30 = x0.fma(w3, a30);
                a31 = x1.fma(w3, a31);
                a32 = x2.fma(w3, a32);
            }
            int y = to + group * 3 * targetStep;
            int b = biasAt + group * 3 * biasColumn;
            a00.add(FloatVector.broadcast(SPECIES, biases[b])).intoArray(target, y);
            a01.add(FloatVector.broadcast(SPECIES, biases[b + biasColumn])).intoArray(target, y + targetStep);
            a02.add(FloatVector.broadcast(SPECIES, biases[b + 2 * biasColumn])).intoArray(target, y + 2 * targetStep);
            if (channels > 1) {
                y += targetChannel;
                b += bias.channel();
                a10.add(FloatVector.broadcast(SPECIES, biases[b])).intoArray(target, y);
                a11.add(FloatVector.broadcast(SPECIES, biases[b + biasColumn])).intoArray(target, y + targetStep);
                a12.add(FloatVector.broadcast(SPECIES, biases[b + 2 * biasColumn]))
                        .intoArray(target, y + 2 * targetStep);
            }
            if (channels > 2) {
                y += targetChannel;
                b += bias.channel();
                a20.add(FloatVector.broadcast(SPECIES, biases[b])).intoArray(target, y);
                a21.add(FloatVector.broadcast(SPECIES, biases[b + biasColumn])).intoArray(target, y + targetStep);
                a22.add(FloatVector.broadcast(SPECIES, biases[b + 2 * biasColumn]))
                        .intoArray(target, y + 2 * targetStep);
            }
            if (channels > 3) {
                y += targetChannel;
                b += bias.channel();
                a30.add(FloatVector.broadcast(SPECIES, biases[b])).intoArray(target, y);
                a31.add(FloatVector.broadcast(SPECIES, biases[b + biasColumn])).intoArray(target, y + targetStep);
                a32.add(FloatVector.broadcast(SPECIES, biases[b + 2 * biasColumn]))
                        .intoArray(target, y + 2 * targetStep);
            }
        }
    }

    private static void rowTwo(
            ConvolutionPass pass,
            ChannelBias bias,
            float[] source,
            int from,
            float[] target,
            int to,
            int tile,
            int biasAt,
            int groups) {
        int channels = Math.min(ConvolutionPass.TILE, pass.channels() - tile * ConvolutionPass.TILE);
        var weights = pass.weights();
        var offsets = pass.offsets();
        int taps = offsets.length;
        int weightsAt = tile * taps * ConvolutionPass.TILE;
        int step = pass.sourceColumn();
        int targetStep = pass.targetColumn();
        int targetChannel = pass.targetChannel();
        var biases = bias.values();
        int biasColumn = bias.column();
        for (int group = 0; group < groups; group++) {
            int at = from + group * 2 * step;
            var a00 = FloatVector.zero(SPECIES);
            var a01 = FloatVector.zero(SPECIES);
            var a10 = FloatVector.zero(SPECIES);
            var a11 = FloatVector.zero(SPECIES);
            var a20 = FloatVector.zero(SPECIES);
            var a21 = FloatVector.zero(SPECIES);
            var a30 = FloatVector.zero(SPECIES);
            var a31 = FloatVector.zero(SPECIES);
            for (int tap = 0; tap < taps; tap++) {
                int x = at + offsets[tap];
                var x0 = FloatVector.fromArray(SPECIES, source, x);
                var x1 = FloatVector.fromArray(SPECIES, source, x + step);
                var w0 = FloatVector.broadcast(SPECIES, weights[weightsAt + tap * ConvolutionPass.TILE]);
                a00 = x0.fma(w0, a00);
                a01 = x1.fma(w0, a01);
                var w1 = FloatVector.broadcast(SPECIES, weights[weightsAt + tap * ConvolutionPass.TILE + 1]);
                a10 = x0.fma(w1, a10);
                a11 = x1.fma(w1, a11);
                var w2 = FloatVector.broadcast(SPECIES, weights[weightsAt + tap * ConvolutionPass.TILE + 2]);
                a20 = x0.fma(w2, a20);
                a21 = x1.fma(w2, a21);
                var w3 = FloatVector.broadcast(SPECIES, weights[weightsAt + tap * ConvolutionPass.TILE + 3]);
                a30 = x0.fma(w3, a30);
                a31 = x1.fma(w3, a31);
            }
            int y = to + group * 2 * targetStep;
            int b = biasAt + group * 2 * biasColumn;
            a00.add(FloatVector.broadcast(SPECIES, biases[b])).intoArray(target, y);
            a01.add(FloatVector.broadcast(SPECIES, biases[b + biasColumn])).intoArray(target, y + targetStep);
            if (channels > 1) {
                y += targetChannel;
                b += bias.channel();
                a10.add(FloatVector.broadcast(SPECIES, biases[b])).intoArray(target, y);
                a11.add(FloatVector.broadcast(SPECIES, biases[b + biasColumn])).intoArray(target, y + targetStep);
            }
            if (channels > 2) {
                y += targetChannel;
                b += bias.channel();
                a20.add(FloatVector.broadcast(SPECIES, biases[b])).intoArray(target, y);
                a21.add(FloatVector.broadcast(SPECIES, biases[b + biasColumn])).intoArray(target, y + targetStep);
            }
            if (channels > 3) {
                y += targetChannel;
                b += bias.channel();
                a30.add(FloatVector.broadcast(SPECIES, biases[b])).intoArray(target, y);
                a31.add(FloatVector.broadcast(SPECIES, biases[b + biasColumn])).intoArray(target, y + targetStep);
            }
        }
    }

    private static void rowOne(
            ConvolutionPass pass,
            ChannelBias bias,
            float[] source,
            int from,
            float[] target,
            int to,
            int tile,
            int biasAt,
            int groups) {
        int channels = Math.min(ConvolutionPass.TILE, pass.channels() - tile * ConvolutionPass.TILE);
        var weights = pass.weights();
        var offsets = pass.offsets();
        int taps = offsets.length;
        int weightsAt = tile * taps * ConvolutionPass.TILE;
        int step = pass.sourceColumn();
        int targetStep = pass.targetColumn();
        int targetChannel = pass.targetChannel();
        var biases = bias.values();
        int biasColumn = bias.column();
        for (int group = 0; group < groups; group++) {
            int at = from + group * 1 * step;
            var a00 = FloatVector.zero(SPECIES);
            var a10 = FloatVector.zero(SPECIES);
            var a20 = FloatVector.zero(SPECIES);
            var a30 = FloatVector.zero(SPECIES);
            for (int tap = 0; tap < taps; tap++) {
                int x = at + offsets[tap];
                var x0 = FloatVector.fromArray(SPECIES, source, x);
                var w0 = FloatVector.broadcast(SPECIES, weights[weightsAt + tap * ConvolutionPass.TILE]);
                a00 = x0.fma(w0, a00);
                var w1 = FloatVector.broadcast(SPECIES, weights[weightsAt + tap * ConvolutionPass.TILE + 1]);
                a10 = x0.fma(w1, a10);
                var w2 = FloatVector.broadcast(SPECIES, weights[weightsAt + tap * ConvolutionPass.TILE + 2]);
                a20 = x0.fma(w2, a20);
                var w3 = FloatVector.broadcast(SPECIES, weights[weightsAt + tap * ConvolutionPass.TILE + 3]);
                a30 = x0.fma(w3, a30);
            }
            int y = to + group * 1 * targetStep;
            int b = biasAt + group * 1 * biasColumn;
            a00.add(FloatVector.broadcast(SPECIES, biases[b])).intoArray(target, y);
            if (channels > 1) {
                y += targetChannel;
                b += bias.channel();
                a10.add(FloatVector.broadcast(SPECIES, biases[b])).intoArray(target, y);
            }
            if (channels > 2) {
                y += targetChannel;
                b += bias.channel();
                a20.add(FloatVector.broadcast(SPECIES, biases[b])).intoArray(target, y);
            }
            if (channels > 3) {
                y += targetChannel;
                b += bias.channel();
                a30.add(FloatVector.broadcast(SPECIES, biases[b])).intoArray(target, y);
            }
        }
    }
}
