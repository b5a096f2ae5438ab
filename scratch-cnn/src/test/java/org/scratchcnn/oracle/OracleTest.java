package org.scratchcnn.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.scratchcnn.oracle.Numbers.toDouble;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.kernel.Conv2dCases;
import org.scratchcnn.kernel.ConvTranspose2dCases;
import org.scratchcnn.kernel.Pool2dCases;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.LossSpec;

/** The oracles' gradients against central differences of their forward passes. */
class OracleTest {

    private static final double STEP = 1e-5;

    /** Of gradients that are of the order of 1. */
    private static final double TOLERANCE = 1e-7;

    @ParameterizedTest
    @MethodSource("org.scratchcnn.kernel.Conv2dCases#some")
    void convolutionsGradientsAreThoseOfItsForwardPass(Conv2dCases.Case conv) {
        var oracle = new OracleConv2d(conv.geometry(), 1);
        var random = new SplittableRandom(conv.seed());
        var x = draw(oracle.xSize(), random);
        var weight = draw(oracle.weightSize(), random);
        var bias = draw(oracle.biasSize(), random);
        var dy = draw(oracle.ySize(), random);
        assertGradient(oracle.gradientByInput(dy, weight), x, at -> dot(dy, oracle.forward(at, weight, bias)));
        assertGradient(oracle.gradientByWeight(x, dy), weight, at -> dot(dy, oracle.forward(x, at, bias)));
        assertGradient(oracle.gradientByBias(dy), bias, at -> dot(dy, oracle.forward(x, weight, at)));
    }

    @ParameterizedTest
    @MethodSource("org.scratchcnn.kernel.ConvTranspose2dCases#all")
    void transposedConvolutionsGradientsAreThoseOfTheirForwardPass(ConvTranspose2dCases.Case conv) {
        var oracle = new OracleConvTranspose2d(conv.geometry(), 1);
        var random = new SplittableRandom(conv.seed());
        var x = draw(oracle.xSize(), random);
        var weight = draw(oracle.weightSize(), random);
        var bias = draw(oracle.biasSize(), random);
        var dy = draw(oracle.ySize(), random);
        assertGradient(oracle.gradientByInput(dy, weight), x, at -> dot(dy, oracle.forward(at, weight, bias)));
        assertGradient(oracle.gradientByWeight(x, dy), weight, at -> dot(dy, oracle.forward(x, at, bias)));
        assertGradient(oracle.gradientByBias(dy), bias, at -> dot(dy, oracle.forward(x, weight, at)));
    }

    @ParameterizedTest
    @MethodSource("org.scratchcnn.kernel.LocallyConnected2dContract#windows")
    void locallyConnectedLayersGradientsAreThoseOfTheirForwardPass(Conv2dCases.Case window) {
        var oracle = new OracleLocallyConnected2d(window.geometry(), 1);
        var random = new SplittableRandom(window.seed());
        var x = draw(oracle.xSize(), random);
        var weight = draw(oracle.weightSize(), random);
        var bias = draw(oracle.biasSize(), random);
        var dy = draw(oracle.ySize(), random);
        assertGradient(oracle.gradientByInput(dy, weight), x, at -> dot(dy, oracle.forward(at, weight, bias)));
        assertGradient(oracle.gradientByWeight(x, dy), weight, at -> dot(dy, oracle.forward(x, at, bias)));
        assertGradient(oracle.gradientByBias(dy), bias, at -> dot(dy, oracle.forward(x, weight, at)));
    }

    @Test
    void denseLayersGradientsAreThoseOfItsForwardPass() {
        var oracle = new OracleDense(3, 7, 5);
        var random = new SplittableRandom(1);
        var x = draw(21, random);
        var weight = draw(35, random);
        var bias = draw(5, random);
        var dy = draw(15, random);
        assertGradient(oracle.gradientByInput(dy, weight), x, at -> dot(dy, oracle.forward(at, weight, bias)));
        assertGradient(oracle.gradientByWeight(x, dy), weight, at -> dot(dy, oracle.forward(x, at, bias)));
        assertGradient(oracle.gradientByBias(dy), bias, at -> dot(dy, oracle.forward(x, weight, at)));
    }

    @ParameterizedTest
    @MethodSource("org.scratchcnn.kernel.Pool2dCases#all")
    void poolingsGradientsAreThoseOfItsForwardPass(Pool2dCases.Case pool) {
        var oracle = pool.oracle(false, 1);
        var random = new SplittableRandom(pool.seed());
        var x = farApart(oracle.xSize(), random);
        var dy = draw(oracle.ySize(), random);
        assertGradient(oracle.maxGradientByInput(x, dy), x, at -> dot(dy, oracle.maxForward(at)));
        assertGradient(oracle.avgGradientByInput(dy), x, at -> dot(dy, oracle.avgForward(at)));
        var counting = pool.oracle(true, 1);
        assertGradient(counting.avgGradientByInput(dy), x, at -> dot(dy, counting.avgForward(at)));
    }

    @Test
    void activationsAreOfEveryKind() {
        assertThat(OracleActivation.functions().stream()
                        .<Class<?>>map(Object::getClass)
                        .distinct())
                .containsExactlyInAnyOrder(Activation.Function.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("org.scratchcnn.oracle.OracleActivation#functions")
    void activationsGradientsAreThoseOfTheirForwardPass(Activation.Function function) {
        var random = new SplittableRandom(1);
        var x = farApart(64, random);
        var dy = draw(64, random);
        assertGradient(
                OracleActivation.gradientByInput(function, x, dy),
                x,
                at -> dot(dy, OracleActivation.forward(function, at)));
    }

    @ParameterizedTest
    @CsvSource({"4, 3, 1", "2, 3, 35", "1, 2, 6"})
    void batchNormalizationsGradientsAreThoseOfItsForwardPass(int images, int channels, int positions) {
        var oracle = new OracleBatchNorm(images, channels, positions, 1e-2);
        var random = new SplittableRandom(1);
        var x = draw(oracle.size(), random);
        var weight = draw(channels, random);
        var bias = draw(channels, random);
        var dy = draw(oracle.size(), random);
        var given = oracle.statistics(draw(oracle.size(), random));
        assertGradient(
                oracle.gradientByInput(x, dy, weight),
                x,
                at -> dot(dy, oracle.forward(at, oracle.statistics(at), weight, bias)));
        assertGradient(
                oracle.gradientByInput(dy, weight, given), x, at -> dot(dy, oracle.forward(at, given, weight, bias)));
        assertGradient(
                oracle.gradientByWeight(x, dy, given), weight, at -> dot(dy, oracle.forward(x, given, at, bias)));
        assertGradient(oracle.gradientByBias(dy), bias, at -> dot(dy, oracle.forward(x, given, weight, at)));
    }

    @ParameterizedTest
    @CsvSource({"3, 2, 12, 4", "2, 1, 7, 1", "1, 3, 2, 2"})
    void groupNormalizationsGradientsAreThoseOfItsForwardPass(int images, int groups, int groupSize, int values) {
        var oracle = new OracleGroupNorm(images, groups, groupSize, values, 1e-2);
        var random = new SplittableRandom(1);
        var x = draw(oracle.size(), random);
        var weight = draw(oracle.weights(), random);
        var bias = draw(oracle.weights(), random);
        var dy = draw(oracle.size(), random);
        assertGradient(oracle.gradientByInput(x, dy, weight), x, at -> dot(dy, oracle.forward(at, weight, bias)));
        assertGradient(oracle.gradientByWeight(x, dy), weight, at -> dot(dy, oracle.forward(x, at, bias)));
        assertGradient(oracle.gradientByBias(dy), bias, at -> dot(dy, oracle.forward(x, weight, at)));
    }

    @ParameterizedTest
    @CsvSource({"false, 3, 4, 5", "true, 3, 4, 5", "false, 2, 7, 1", "true, 2, 7, 1"})
    void softmaxsGradientsAreThoseOfItsForwardPass(boolean logarithm, int images, int channels, int positions) {
        var oracle = new OracleSoftmax(logarithm, images, channels, positions);
        var random = new SplittableRandom(1);
        var x = draw(oracle.size(), random);
        var dy = draw(oracle.size(), random);
        assertGradient(oracle.gradientByInput(x, dy), x, at -> dot(dy, oracle.forward(at)));
    }

    @ParameterizedTest
    @MethodSource("org.scratchcnn.oracle.OracleLoss#ofFour")
    void lossesGradientsAreThoseOfTheirMeans(LossSpec spec) {
        var random = new SplittableRandom(1);
        var oracle = new OracleLoss(spec, 4);
        var logits = draw(12, random);
        var labels = oracle.targets(Batch.labelled(3, new float[0], new int[] {3, 0, 2}));
        var shares = new double[] {0.5, 0.25, 0.25, 0, 0, 1, 0, 0, 0.125, 0.125, 0.25, 0.5};
        assertGradient(oracle.gradient(logits, labels), logits, at -> oracle.mean(at, labels));
        if (spec.equals(LossSpec.SOFTMAX_CROSS_ENTROPY) || !(spec instanceof LossSpec.OfClasses)) {
            var targets = shares;
            assertGradient(oracle.gradient(logits, targets), logits, at -> oracle.mean(at, targets));
        }
    }

    private static void assertGradient(double[] gradient, double[] at, ToDoubleFunction<double[]> loss) {
        assertThat(gradient).hasSameSizeAs(at);
        var moved = at.clone();
        int every = Math.max(1, at.length / 50);
        for (int i = 0; i < at.length; i += every) {
            moved[i] = at[i] + STEP;
            double above = loss.applyAsDouble(moved);
            moved[i] = at[i] - STEP;
            double below = loss.applyAsDouble(moved);
            moved[i] = at[i];
            double difference = (above - below) / (2 * STEP);
            assertThat(gradient[i])
                    .as("gradient at index %d", i)
                    .isCloseTo(difference, Offset.offset(TOLERANCE * Math.max(1, Math.abs(difference))));
        }
    }

    private static double[] draw(int size, SplittableRandom random) {
        return toDouble(Numbers.random(size, random));
    }

    /** Distinct values at least a hundred steps from each other and from zero: no ties, no kinks. */
    private static double[] farApart(int size, SplittableRandom random) {
        var values = new double[size];
        for (int i = 0; i < size; i++) {
            int other = random.nextInt(i + 1);
            values[i] = values[other];
            values[other] = (i - size / 2 + 0.5) * 4 / size;
        }
        return values;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
