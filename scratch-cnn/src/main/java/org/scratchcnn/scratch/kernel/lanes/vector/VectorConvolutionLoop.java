package org.scratchcnn.scratch.kernel.lanes.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.scratchcnn.scratch.kernel.lanes.ChannelBias;
import org.scratchcnn.scratch.kernel.lanes.ConvolutionLoop;
import org.scratchcnn.scratch.kernel.lanes.ConvolutionPass;

/**
 * A convolution with vectors: four output channels by two pixels. The compiler loads both inputs and all four weights
 * before it multiplies, so these eight accumulators, as many as keep two multipliers busy, are also as many as the
 * sixteen registers of AVX2 can hold. The vector operations are spelled out: a method around them would not be inlined
 * in kernels this long, and every vector would be boxed.
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
        int pairs = pass.columns() / 2;
        int channel = tile * ConvolutionPass.TILE;
        for (int row = firstRow; row < endRow; row++) {
            int from = pass.sourceOrigin() + row * pass.sourceRow();
            int to = pass.targetOrigin() + channel * pass.targetChannel() + row * pass.targetRow();
            int biasAt = channel * bias.channel() + row * bias.row();
            rowOfPairs(pass, bias, source, from, target, to, tile, biasAt, pairs);
            from += pairs * 2 * pass.sourceColumn();
            to += pairs * 2 * pass.targetColumn();
            biasAt += pairs * 2 * bias.column();
            rowOfSingles(pass, bias, source, from, target, to, tile, biasAt, pass.columns() % 2);
        }
    }

    private static void rowOfPairs(
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

    private static void rowOfSingles(
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
