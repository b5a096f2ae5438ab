package org.scratchcnn.kernel.lanes.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.scratchcnn.kernel.lanes.ChannelBias;
import org.scratchcnn.kernel.lanes.DepthwiseLoop;
import org.scratchcnn.kernel.lanes.DepthwisePlan;
import org.scratchcnn.kernel.lanes.WeightGradientLoop.Pixels;

/**
 * A depthwise convolution with vectors: eight neighbouring pixels share each weight, and their sums don't wait for each
 * other; four where fewer are left. The last group of a row begins early enough to be whole and computes some pixels again.
 */
final class VectorDepthwiseLoop implements DepthwiseLoop {

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = SPECIES.length();

    @Override
    public void channel(DepthwisePlan plan, ChannelBias bias, float[] source, float[] target, int channel) {
        var first = plan.first();
        int columns = first.columns();
        int weightsAt = channel * first.taps();
        for (int row = 0; row < first.rows(); row++) {
            int from = plan.source(channel) + row * first.sourceRow();
            int to = plan.target(channel) + row * first.targetRow();
            int biasAt = channel * bias.channel() + row * bias.row();
            int column = 0;
            while (column < columns) {
                int rest = columns - column;
                int pixels = rest > 4 && columns >= 8 ? 8 : columns >= 4 ? 4 : 1;
                int begin = Math.min(column, columns - pixels);
                int x = from + begin * first.sourceColumn();
                int y = to + begin * first.targetColumn();
                int b = biasAt + begin * bias.column();
                switch (pixels) {
                    case 8 -> pixels8(plan, bias, source, x, target, y, weightsAt, b);
                    case 4 -> pixels4(plan, bias, source, x, target, y, weightsAt, b);
                    default -> pixel(plan, bias, source, x, target, y, weightsAt, b);
                }
                column = begin + pixels;
            }
        }
    }

    private static void pixels8(
            DepthwisePlan plan,
            ChannelBias bias,
            float[] source,
            int from,
            float[] target,
            int to,
            int weightsAt,
            int biasAt) {
        var weights = plan.weights();
        var offsets = plan.first().offsets();
        int step = plan.first().sourceColumn();
        var a0 = FloatVector.zero(SPECIES);
        var a1 = FloatVector.zero(SPECIES);
        var a2 = FloatVector.zero(SPECIES);
        var a3 = FloatVector.zero(SPECIES);
        var a4 = FloatVector.zero(SPECIES);
        var a5 = FloatVector.zero(SPECIES);
        var a6 = FloatVector.zero(SPECIES);
        var a7 = FloatVector.zero(SPECIES);
        for (int tap = 0; tap < offsets.length; tap++) {
            int x = from + offsets[tap];
            var w = FloatVector.broadcast(SPECIES, weights[weightsAt + tap]);
            a0 = FloatVector.fromArray(SPECIES, source, x).fma(w, a0);
            x += step;
            a1 = FloatVector.fromArray(SPECIES, source, x).fma(w, a1);
            x += step;
            a2 = FloatVector.fromArray(SPECIES, source, x).fma(w, a2);
            x += step;
            a3 = FloatVector.fromArray(SPECIES, source, x).fma(w, a3);
            x += step;
            a4 = FloatVector.fromArray(SPECIES, source, x).fma(w, a4);
            x += step;
            a5 = FloatVector.fromArray(SPECIES, source, x).fma(w, a5);
            x += step;
            a6 = FloatVector.fromArray(SPECIES, source, x).fma(w, a6);
            x += step;
            a7 = FloatVector.fromArray(SPECIES, source, x).fma(w, a7);
        }
        var biases = bias.values();
        int biasStep = bias.column();
        int targetStep = plan.first().targetColumn();
        a0.add(FloatVector.broadcast(SPECIES, biases[biasAt])).intoArray(target, to);
        a1.add(FloatVector.broadcast(SPECIES, biases[biasAt + biasStep])).intoArray(target, to + targetStep);
        a2.add(FloatVector.broadcast(SPECIES, biases[biasAt + 2 * biasStep])).intoArray(target, to + 2 * targetStep);
        a3.add(FloatVector.broadcast(SPECIES, biases[biasAt + 3 * biasStep])).intoArray(target, to + 3 * targetStep);
        a4.add(FloatVector.broadcast(SPECIES, biases[biasAt + 4 * biasStep])).intoArray(target, to + 4 * targetStep);
        a5.add(FloatVector.broadcast(SPECIES, biases[biasAt + 5 * biasStep])).intoArray(target, to + 5 * targetStep);
        a6.add(FloatVector.broadcast(SPECIES, biases[biasAt + 6 * biasStep])).intoArray(target, to + 6 * targetStep);
        a7.add(FloatVector.broadcast(SPECIES, biases[biasAt + 7 * biasStep])).intoArray(target, to + 7 * targetStep);
    }

    private static void pixels4(
            DepthwisePlan plan,
            ChannelBias bias,
            float[] source,
            int from,
            float[] target,
            int to,
            int weightsAt,
            int biasAt) {
        var weights = plan.weights();
        var offsets = plan.first().offsets();
        int step = plan.first().sourceColumn();
        var a0 = FloatVector.zero(SPECIES);
        var a1 = FloatVector.zero(SPECIES);
        var a2 = FloatVector.zero(SPECIES);
        var a3 = FloatVector.zero(SPECIES);
        for (int tap = 0; tap < offsets.length; tap++) {
            int x = from + offsets[tap];
            var w = FloatVector.broadcast(SPECIES, weights[weightsAt + tap]);
            a0 = FloatVector.fromArray(SPECIES, source, x).fma(w, a0);
            x += step;
            a1 = FloatVector.fromArray(SPECIES, source, x).fma(w, a1);
            x += step;
            a2 = FloatVector.fromArray(SPECIES, source, x).fma(w, a2);
            x += step;
            a3 = FloatVector.fromArray(SPECIES, source, x).fma(w, a3);
        }
        var biases = bias.values();
        int biasStep = bias.column();
        int targetStep = plan.first().targetColumn();
        a0.add(FloatVector.broadcast(SPECIES, biases[biasAt])).intoArray(target, to);
        a1.add(FloatVector.broadcast(SPECIES, biases[biasAt + biasStep])).intoArray(target, to + targetStep);
        a2.add(FloatVector.broadcast(SPECIES, biases[biasAt + 2 * biasStep])).intoArray(target, to + 2 * targetStep);
        a3.add(FloatVector.broadcast(SPECIES, biases[biasAt + 3 * biasStep])).intoArray(target, to + 3 * targetStep);
    }

    private static void pixel(
            DepthwisePlan plan,
            ChannelBias bias,
            float[] source,
            int from,
            float[] target,
            int to,
            int weightsAt,
            int biasAt) {
        var weights = plan.weights();
        var offsets = plan.first().offsets();
        var a0 = FloatVector.zero(SPECIES);
        for (int tap = 0; tap < offsets.length; tap++) {
            int x = from + offsets[tap];
            var w = FloatVector.broadcast(SPECIES, weights[weightsAt + tap]);
            a0 = FloatVector.fromArray(SPECIES, source, x).fma(w, a0);
        }
        var biases = bias.values();
        a0.add(FloatVector.broadcast(SPECIES, biases[biasAt])).intoArray(target, to);
    }

    @Override
    public void addProducts(
            Pixels pixels,
            float[] dy,
            int dyAt,
            float[] x,
            int xAt,
            int[] offsets,
            int firstTap,
            float[] sums,
            int at) {
        int columns = pixels.columns();
        int xStep = pixels.xColumn();
        int x0At = xAt + offsets[firstTap];
        int x1At = xAt + offsets[firstTap + 1];
        int x2At = xAt + offsets[firstTap + 2];
        int x3At = xAt + offsets[firstTap + 3];
        int x4At = xAt + offsets[firstTap + 4];
        int x5At = xAt + offsets[firstTap + 5];
        int x6At = xAt + offsets[firstTap + 6];
        int x7At = xAt + offsets[firstTap + 7];
        int x8At = xAt + offsets[firstTap + 8];
        var a0 = FloatVector.zero(SPECIES);
        var a1 = FloatVector.zero(SPECIES);
        var a2 = FloatVector.zero(SPECIES);
        var a3 = FloatVector.zero(SPECIES);
        var a4 = FloatVector.zero(SPECIES);
        var a5 = FloatVector.zero(SPECIES);
        var a6 = FloatVector.zero(SPECIES);
        var a7 = FloatVector.zero(SPECIES);
        var a8 = FloatVector.zero(SPECIES);
        for (int row = 0; row < pixels.rows(); row++) {
            int from = dyAt + row * pixels.dyRow();
            int to = row * pixels.xRow();
            for (int column = 0; column < columns; column++) {
                var left = FloatVector.fromArray(SPECIES, dy, from + column * LANES);
                int right = to + column * xStep;
                a0 = FloatVector.fromArray(SPECIES, x, x0At + right).fma(left, a0);
                a1 = FloatVector.fromArray(SPECIES, x, x1At + right).fma(left, a1);
                a2 = FloatVector.fromArray(SPECIES, x, x2At + right).fma(left, a2);
                a3 = FloatVector.fromArray(SPECIES, x, x3At + right).fma(left, a3);
                a4 = FloatVector.fromArray(SPECIES, x, x4At + right).fma(left, a4);
                a5 = FloatVector.fromArray(SPECIES, x, x5At + right).fma(left, a5);
                a6 = FloatVector.fromArray(SPECIES, x, x6At + right).fma(left, a6);
                a7 = FloatVector.fromArray(SPECIES, x, x7At + right).fma(left, a7);
                a8 = FloatVector.fromArray(SPECIES, x, x8At + right).fma(left, a8);
            }
        }
        a0.add(FloatVector.fromArray(SPECIES, sums, at)).intoArray(sums, at);
        a1.add(FloatVector.fromArray(SPECIES, sums, at + LANES)).intoArray(sums, at + LANES);
        a2.add(FloatVector.fromArray(SPECIES, sums, at + 2 * LANES)).intoArray(sums, at + 2 * LANES);
        a3.add(FloatVector.fromArray(SPECIES, sums, at + 3 * LANES)).intoArray(sums, at + 3 * LANES);
        a4.add(FloatVector.fromArray(SPECIES, sums, at + 4 * LANES)).intoArray(sums, at + 4 * LANES);
        a5.add(FloatVector.fromArray(SPECIES, sums, at + 5 * LANES)).intoArray(sums, at + 5 * LANES);
        a6.add(FloatVector.fromArray(SPECIES, sums, at + 6 * LANES)).intoArray(sums, at + 6 * LANES);
        a7.add(FloatVector.fromArray(SPECIES, sums, at + 7 * LANES)).intoArray(sums, at + 7 * LANES);
        a8.add(FloatVector.fromArray(SPECIES, sums, at + 8 * LANES)).intoArray(sums, at + 8 * LANES);
    }
}
