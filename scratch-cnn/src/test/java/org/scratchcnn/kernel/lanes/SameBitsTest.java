package org.scratchcnn.kernel.lanes;

import static org.scratchcnn.oracle.Numbers.assertSameBits;
import static org.scratchcnn.oracle.Numbers.random;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scratchcnn.kernel.lanes.vector.VectorLoops;

/** Vectors against plain Java, where nothing is fused and sums have one order. */
@Tag("vectors")
class SameBitsTest {

    private static final int MARGIN = 3;

    @ParameterizedTest(name = "{0} positions")
    @ValueSource(ints = {1, 3, 4, 5, 7, 8, 35, 64})
    void vectorsGiveTheSameBitsAsPlainJava(int positions) {
        var vectors = VectorLoops.create();
        int lanes = vectors.lanes();
        var plain = LaneLoops.scalar(lanes);
        for (int images = 1; images <= lanes; images++) {
            assertSameBits(
                    "results",
                    results(vectors.normalization(), lanes, positions, images),
                    results(plain.normalization(), lanes, positions, images));
        }
        assertSameBits("sums", sums(vectors.sum(), lanes * positions), sums(plain.sum(), lanes * positions));
    }

    /** All that the loop writes, one after another. */
    private static float[] results(NormalizationLoop loop, int lanes, int positions, int images) {
        int count = positions * lanes;
        var random = new SplittableRandom(positions);
        var x = random(MARGIN + count, random);
        var dy = random(MARGIN + count, random);
        var table = random(NormalizationLoop.CONSTANTS * lanes, random);
        var weight = random(positions, random);
        var bias = random(positions, random);
        var results = random(10 * lanes + 4 * count, random);
        loop.addSums(x, MARGIN, count, results, 0);
        loop.addDeviations(x, MARGIN, count, 0.3f, results, lanes);
        loop.addGradients(x, MARGIN, dy, MARGIN, count, 0.3f, results, 3 * lanes);
        loop.normalize(x, MARGIN, results, 5 * lanes, count, images, 0.3f, 1.7f, -0.6f);
        loop.gradientByInput(x, MARGIN, dy, MARGIN, results, 5 * lanes + count, count, images, 0.3f, 1.7f, -0.2f, 0.1f);
        int at = 5 * lanes + 2 * count;
        loop.addDeviations(x, MARGIN, count, table, 0, results, at);
        loop.addGradients(x, MARGIN, dy, MARGIN, count, table, 0, weight, 0, 1, results, at + 2 * lanes);
        at += 4 * lanes;
        loop.normalize(x, MARGIN, results, at, count, images, table, 0, weight, bias, 0, 1);
        loop.gradientByInput(x, MARGIN, dy, MARGIN, results, at + count, count, images, table, 0, weight, 0, 1);
        return results;
    }

    @Test
    void activationFunctionsGiveTheSameBitsAsPlainJava() {
        var vectors = VectorLoops.create();
        assertSameBits(
                "results",
                activations(vectors.activation()),
                activations(LaneLoops.scalar(vectors.lanes()).activation()));
    }

    private static float[] activations(ActivationLoop loop) {
        var random = new SplittableRandom(1);
        int count = 1 << 12;
        var x = random(MARGIN + count, random);
        for (int i = 0; i < x.length; i++) {
            x[i] *= (float) Math.exp(6 * random.nextDouble() - 1);
        }
        x[MARGIN] = Float.NaN;
        x[MARGIN + 1] = Float.POSITIVE_INFINITY;
        x[MARGIN + 2] = 0;
        x[MARGIN + 3] = -0f;
        x[MARGIN + 4] = 3;
        x[MARGIN + 5] = -3;
        var dy = random(MARGIN + count, random);
        var results = new float[14 * count];
        int at = 0;
        for (var decay : List.of(Decay.OF_SIZE, Decay.GAUSSIAN_BY_TANH)) {
            loop.decay(decay, x, MARGIN, results, at, count);
            loop.gateForward(x, MARGIN, results, at, count);
            loop.decay(decay, x, MARGIN, results, at + count, count);
            loop.gateGradient(decay, x, MARGIN, dy, MARGIN, results, at + count, count);
            at += 2 * count;
        }
        loop.decay(Decay.GAUSSIAN, x, MARGIN, results, at, count);
        loop.gaussianForward(x, MARGIN, results, at, count);
        loop.decay(Decay.GAUSSIAN, x, MARGIN, results, at + count, count);
        loop.gaussianGradient(x, MARGIN, dy, MARGIN, results, at + count, count);
        at += 2 * count;
        loop.decay(Decay.OF_SIZE, x, MARGIN, results, at, count);
        loop.softplusForward(x, MARGIN, results, at, count);
        loop.decay(Decay.OF_SIZE, x, MARGIN, results, at + count, count);
        loop.softplusGradient(x, MARGIN, dy, MARGIN, results, at + count, count);
        at += 2 * count;
        loop.decay(Decay.OF_SIZE_MINUS_ONE, x, MARGIN, results, at, count);
        loop.eluForward(0.7f, x, MARGIN, results, at, count);
        loop.eluGradient(0.7f, results, at, dy, MARGIN, results, at + count, count);
        loop.leak(0.1f, x, MARGIN, dy, MARGIN, results, at + 2 * count, count);
        at += 3 * count;
        loop.hardswishForward(x, MARGIN, results, at, count);
        loop.hardswishGradient(x, MARGIN, dy, MARGIN, results, at + count, count);
        loop.scale(-1.5f, x, MARGIN, results, at + 2 * count, count);
        return results;
    }

    @Test
    void theStepsOfASoftmaxGiveTheSameBitsAsPlainJava() {
        var vectors = VectorLoops.create();
        assertSameBits(
                "results",
                softmax(vectors.softmax()),
                softmax(LaneLoops.scalar(vectors.lanes()).softmax()));
    }

    private static float[] softmax(SoftmaxLoop loop) {
        var random = new SplittableRandom(1);
        int count = 1 << 10;
        var x = random(MARGIN + count, random);
        x[MARGIN] = Float.NaN;
        x[MARGIN + 1] = Float.NEGATIVE_INFINITY;
        x[MARGIN + 2] = 0;
        x[MARGIN + 3] = -0f;
        var others = random(MARGIN + count, random);
        others[MARGIN + 2] = -0f;
        others[MARGIN + 3] = 0;
        var results = random(6 * count, random);
        System.arraycopy(others, MARGIN, results, 0, count);
        loop.larger(x, MARGIN, results, 0, count);
        loop.subtract(x, MARGIN, others, MARGIN, results, count, count);
        loop.multiply(results, 2 * count, others, MARGIN, count);
        loop.addProducts(x, MARGIN, others, MARGIN, results, 3 * count, count);
        loop.gradient(x, MARGIN, others, MARGIN, others, 0, results, 4 * count, count);
        loop.gradientOfLogarithm(x, MARGIN, others, MARGIN, results, 5 * count, count);
        return results;
    }

    private static float[] sums(SumLoop loop, int count) {
        var random = new SplittableRandom(count);
        var y = random(count, random);
        loop.add(random(count, random), 0, y, 0, y, 0, count);
        return y;
    }
}
