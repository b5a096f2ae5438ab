package org.scratchcnn.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.scratchcnn.kernel.Activations;
import org.scratchcnn.kernel.Kernels;
import org.scratchcnn.oracle.Numbers;
import org.scratchcnn.oracle.OracleOptimizer;

/** What is timed is also right: each benchmark on one small workload. That kernels are right everywhere is tested elsewhere. */
class BenchmarksTest {

    @ParameterizedTest
    @EnumSource
    void convolutionsAgreeWithTheNaiveLoops(ConvolutionBenchmark.Algorithm algorithm) {
        var naive = convolution(ConvolutionBenchmark.Algorithm.NAIVE);
        var other = convolution(algorithm);
        Kernels plain = naive.algorithm.kernels();
        Kernels kernels = algorithm.kernels();

        assertClose(
                values(kernels, other.forward().y()),
                values(plain, naive.forward().y()));
        assertClose(
                values(kernels, other.gradientByInput().dx()),
                values(plain, naive.gradientByInput().dx()));
        assertClose(other.gradientByWeight(), naive.gradientByWeight());
    }

    private static ConvolutionBenchmark convolution(ConvolutionBenchmark.Algorithm algorithm) {
        var benchmark = new ConvolutionBenchmark();
        benchmark.layer = "scratcher-cnn/3";
        benchmark.algorithm = algorithm;
        benchmark.batchSize = 2;
        benchmark.setUp();
        return benchmark;
    }

    @ParameterizedTest
    @EnumSource
    void matrixProductsAgreeWithTheDefinition(MatrixMultiplyBenchmark.Algorithm algorithm) {
        var benchmark = new MatrixMultiplyBenchmark();
        benchmark.matrices = "37x53x41";
        benchmark.algorithm = algorithm;
        benchmark.setUp();
        var left = benchmark.left;
        var right = benchmark.right;

        float[] product = benchmark.product().clone();

        for (int row = 0; row < 37; row++) {
            for (int column = 0; column < 41; column++) {
                double sum = 0;
                for (int k = 0; k < 53; k++) {
                    sum += (double) left.values()[left.index(row, k)] * right.values()[right.index(k, column)];
                }
                assertThat((double) product[row * 41 + column]).isCloseTo(sum, within(1e-5));
            }
        }
        // It does not add to what is there.
        assertThat(benchmark.product()).isEqualTo(product);
        assertThat(MatrixMultiplyBenchmark.flops("37x53x41")).isEqualTo(2 * 37 * 53 * 41);
    }

    @ParameterizedTest
    @EnumSource
    void backendsAgreeOnLayersWithoutWeights(WeightlessLayerBenchmark.Kind kind) {
        var textbook = weightless(kind, WeightlessLayerBenchmark.Algorithm.TEXTBOOK);
        for (var algorithm : WeightlessLayerBenchmark.Algorithm.values()) {
            var other = weightless(kind, algorithm);
            Kernels plain = textbook.algorithm.kernels();
            Kernels kernels = algorithm.kernels();

            assertClose(
                    values(kernels, other.forward().y()),
                    values(plain, textbook.forward().y()));
            assertClose(
                    values(kernels, other.gradientByInput().dx()),
                    values(plain, textbook.gradientByInput().dx()));
        }
    }

    private static WeightlessLayerBenchmark weightless(
            WeightlessLayerBenchmark.Kind kind, WeightlessLayerBenchmark.Algorithm algorithm) {
        var benchmark = new WeightlessLayerBenchmark();
        benchmark.kind = kind;
        benchmark.algorithm = algorithm;
        benchmark.batchSize = 2;
        benchmark.setUp();
        return benchmark;
    }

    @Test
    void softmaxCrossEntropyAgreesWithItsDefinition() {
        var benchmark = new SoftmaxCrossEntropyBenchmark();
        benchmark.classes = 10;
        benchmark.batchSize = 4;
        benchmark.setUp();

        float[] gradient = benchmark.lossAndGradient();

        double loss = 0;
        for (int n = 0; n < 4; n++) {
            double sum = 0;
            for (int k = 0; k < 10; k++) {
                sum += Math.exp(benchmark.logits[n * 10 + k]);
            }
            int label = benchmark.batch.labels()[n];
            loss += (Math.log(sum) - benchmark.logits[n * 10 + label]) / 4;
            for (int k = 0; k < 10; k++) {
                double probability = Math.exp(benchmark.logits[n * 10 + k]) / sum;
                assertThat((double) gradient[n * 10 + k])
                        .isCloseTo((probability - (k == label ? 1 : 0)) / 4, within(1e-6));
            }
        }
        assertThat(benchmark.value).isCloseTo(loss, within(1e-6));
    }

    @ParameterizedTest
    @EnumSource
    void optimizersUpdateByTheirRule(OptimizerBenchmark.Algorithm algorithm) {
        var benchmark = new OptimizerBenchmark();
        benchmark.network = "spiral-mlp";
        benchmark.algorithm = algorithm;
        benchmark.setUp();
        benchmark.restoreGradients();
        var parameter = benchmark.parameters.getFirst();
        float[] before = parameter.values().clone();
        float[] gradient = parameter.gradient().clone();

        var oracle = new OracleOptimizer(
                algorithm.rule,
                Numbers.toDouble(before),
                parameter.spec().shape().getFirst());
        oracle.step(Numbers.toDouble(gradient), algorithm.rule.learningRate());

        benchmark.update();

        Numbers.assertClose("values", parameter.values(), oracle.values(), 1e-6);
        assertThat(parameter.gradient()).containsOnly(0);
    }

    @Test
    void slidingSaysOfEachPlaceWhatIsSaidOfItsCrop() {
        var benchmark = new SlidingBenchmark();
        benchmark.setUp();
        try {
            var crops = benchmark.crops();
            var map = benchmark.onePass();
            int places = SlidingBenchmark.PLACES;

            assertThat(map.rows()).isEqualTo(places);
            assertThat(map.columns()).isEqualTo(places);
            for (int place = 0; place < places * places; place++) {
                var there = map.at(place / places, place % places).outputs();
                for (int output = 0; output < there.size(); output++) {
                    assertThat(there.get(output))
                            .isCloseTo(crops.get(place).outputs().get(output), within(1e-5f));
                }
            }
        } finally {
            benchmark.tearDown();
        }
    }

    /** Row-major. */
    private static float[] values(Kernels kernels, @Nullable Activations activations) {
        var present = Objects.requireNonNull(activations);
        var values = new float[2 * present.layout().sampleSize()];
        kernels.unpack(present, values, 0);
        return values;
    }

    /** Up to rounding, which Winograd's algorithm has most of. */
    private static void assertClose(float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        float scale = 0;
        float worst = 0;
        for (int i = 0; i < expected.length; i++) {
            scale = Math.max(scale, Math.abs(expected[i]));
            worst = Math.max(worst, Math.abs(actual[i] - expected[i]));
        }
        assertThat(scale).isPositive();
        assertThat(worst).isLessThan(1e-5f * scale);
    }
}
