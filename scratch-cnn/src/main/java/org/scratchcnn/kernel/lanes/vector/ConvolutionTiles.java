package org.scratchcnn.kernel.lanes.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.scratchcnn.kernel.lanes.ChannelBias;
import org.scratchcnn.kernel.lanes.DirectSweepPlan;

/**
 * Groups of neighbouring pixels of one row, for a tile of output channels (ROWS × COLUMNS, of which those that
 * exist are written): each lane computes
 *
 * <pre>{@code
 * for (int group = 0; group < groups; group++) {
 *     for (int i = 0; i < ROWS; i++) {
 *         for (int j = 0; j < COLUMNS; j++) {
 *             int pixel = group * COLUMNS + j;
 *             float sum = 0;
 *             for (int tap = 0; tap < taps; tap++) {
 *                 sum += weights[(tile * taps + tap) * ROWS + i] * source[from + pixel * step + offsets[tap]];
 *             }
 *             target[to + i * targetChannel + pixel * targetStep] = sum + bias;
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>with the loops over i and j unrolled, so that each sum is a variable. Generated; to be renewed by
 *
 * <pre>{@code java scratch-cnn/src/test/java/org/scratchcnn/kernel/generator/TileGenerator.java}</pre>
 */
final class ConvolutionTiles {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    private ConvolutionTiles() {}

    static void tile4x2(
            DirectSweepPlan plan,
            ChannelBias bias,
            float[] source,
            int from,
            float[] target,
            int to,
            int tile,
            int biasAt,
            int groups) {
        var weights = plan.weights();
        var offsets = plan.offsets();
        int taps = offsets.length;
        int weightsAt = tile * taps * 4;
        int channels = Math.min(4, plan.channels() - tile * 4);
        int step = plan.sourceColumn();
        int targetStep = plan.targetColumn();
        int targetChannel = plan.targetChannel();
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
                int w = weightsAt + tap * 4;
                var x0 = FloatVector.fromArray(SPECIES, source, x);
                var x1 = FloatVector.fromArray(SPECIES, source, x + step);
                var w0 = FloatVector.broadcast(SPECIES, weights[w]);
                a00 = x0.fma(w0, a00);
                a01 = x1.fma(w0, a01);
                var w1 = FloatVector.broadcast(SPECIES, weights[w + 1]);
                a10 = x0.fma(w1, a10);
                a11 = x1.fma(w1, a11);
                var w2 = FloatVector.broadcast(SPECIES, weights[w + 2]);
                a20 = x0.fma(w2, a20);
                a21 = x1.fma(w2, a21);
                var w3 = FloatVector.broadcast(SPECIES, weights[w + 3]);
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

    static void tile4x1(
            DirectSweepPlan plan,
            ChannelBias bias,
            float[] source,
            int from,
            float[] target,
            int to,
            int tile,
            int biasAt,
            int groups) {
        var weights = plan.weights();
        var offsets = plan.offsets();
        int taps = offsets.length;
        int weightsAt = tile * taps * 4;
        int channels = Math.min(4, plan.channels() - tile * 4);
        int step = plan.sourceColumn();
        int targetStep = plan.targetColumn();
        int targetChannel = plan.targetChannel();
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
                int w = weightsAt + tap * 4;
                var x0 = FloatVector.fromArray(SPECIES, source, x);
                var w0 = FloatVector.broadcast(SPECIES, weights[w]);
                a00 = x0.fma(w0, a00);
                var w1 = FloatVector.broadcast(SPECIES, weights[w + 1]);
                a10 = x0.fma(w1, a10);
                var w2 = FloatVector.broadcast(SPECIES, weights[w + 2]);
                a20 = x0.fma(w2, a20);
                var w3 = FloatVector.broadcast(SPECIES, weights[w + 3]);
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
