package org.scratchcnn.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.network.Shape;
import org.scratchcnn.reports.suite.LargeConvolutions;
import org.scratchcnn.worker.record.Microbenchmark.Pass;

/** What is timed is also right, for every layer and every algorithm that is. */
class ConvolutionWorkloadTest {

    /** More than one. */
    private static final int IMAGES = 2;

    /** More than fit the lanes at once, so that two threads both have something to do. */
    private static final int IMAGES_OF_TWO_THREADS = 18;

    /** Operations from which on the definition takes so long that one image must do. */
    private static final long MUCH_WORK = 500_000_000;

    private final ThreadTeam team = new ThreadTeam(1);

    @AfterEach
    void closeTeam() {
        team.close();
    }

    /** The convolutions of all sets, with the algorithms that the sets time. */
    static Stream<Arguments> timed() {
        var algorithms = new LinkedHashMap<String, Set<ConvolutionVariant>>();
        Timed.of(BenchmarkFamily.CONVOLUTION)
                .forEach(benchmark -> algorithms
                        .computeIfAbsent(benchmark.workload(), _ -> EnumSet.noneOf(ConvolutionVariant.class))
                        .add(ConvolutionVariant.valueOf(benchmark.algorithm())));
        return algorithms.entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest
    @MethodSource("timed")
    void everyAlgorithmAgreesWithTheDefinition(String layer, Set<ConvolutionVariant> algorithms) {
        int images = ConvolutionWorkload.convolution(layer).nominalFlops(1) > MUCH_WORK ? 1 : IMAGES;
        var oracle = DoubleConvolution.of(workload(layer, images, ConvolutionVariant.NAIVE), images);

        for (var algorithm : algorithms) {
            var workload = workload(layer, images, algorithm);

            assertClose(
                    algorithm,
                    "forward",
                    workload.values(workload.forward()),
                    oracle.forward(),
                    oracle.termsOfOutput());
            assertClose(
                    algorithm,
                    "gradient by input",
                    workload.values(workload.gradientByInput()),
                    oracle.gradientByInput(),
                    oracle.termsOfInputGradient());
            assertClose(
                    algorithm,
                    "gradient by weight",
                    workload.gradientByWeight(),
                    oracle.gradientByWeight(),
                    oracle.termsOfWeightGradient());
            assertClose(
                    algorithm,
                    "gradient by bias",
                    workload.bias().gradient(),
                    oracle.gradientByBias(),
                    oracle.termsOfWeightGradient());
        }
    }

    static Stream<Arguments> timedInParallel() {
        return Timed.of(BenchmarkFamily.CONVOLUTION)
                .filter(Timed::parallel)
                .map(benchmark -> List.of(benchmark.workload(), ConvolutionVariant.valueOf(benchmark.algorithm())))
                .distinct()
                .map(arguments -> Arguments.of(arguments.toArray()));
    }

    @ParameterizedTest
    @MethodSource("timedInParallel")
    void severalThreadsComputeWhatOneDoes(String layer, ConvolutionVariant algorithm) {
        try (var two = new ThreadTeam(2)) {
            var expected = workload(layer, IMAGES_OF_TWO_THREADS, algorithm);
            var actual = ConvolutionWorkload.seeded(layer, IMAGES_OF_TWO_THREADS, algorithm.kernels(two));
            for (var pass : Pass.values()) {
                Closeness.assertCloseInNorm(
                        "%s of %s".formatted(pass, layer),
                        values(actual, pass),
                        Closeness.doubles(values(expected, pass)),
                        1e-5);
            }
        }
    }

    private static float[] values(ConvolutionWorkload workload, Pass pass) {
        return switch (pass) {
            case FORWARD -> workload.values(workload.forward());
            case GRADIENT_BY_INPUT -> workload.values(workload.gradientByInput());
            case GRADIENT_BY_WEIGHT -> workload.gradientByWeight();
        };
    }

    @Test
    void readsShapesThatAreNotInTheZoo() {
        var geometry = workload("8→24 3×3 @5×7", ConvolutionVariant.NAIVE).geometry();

        assertThat(geometry.input()).isEqualTo(Shape.image(8, 5, 7));
        assertThat(geometry.output()).isEqualTo(Shape.image(24, 5, 7));
    }

    @Test
    void findsLargeConvolutionsByTheirShape() {
        assertThat(MicrobenchmarkSet.LARGE_CONVOLUTIONS
                        .plan()
                        .selections()
                        .getFirst()
                        .workloads())
                .extracting(ConvolutionWorkload::convolution)
                .containsExactlyElementsOf(LargeConvolutions.all());
    }

    @Test
    void usesWeightsThatChangedSince() {
        var workload = workload("fashion-cnn/3", ConvolutionVariant.AUTO);
        workload.forward();
        workload.gradientByInput();

        Arrays.fill(workload.weight().values(), 0);
        Arrays.fill(workload.bias().values(), 0);

        assertThat(workload.values(workload.forward())).containsOnly(0);
        assertThat(workload.values(workload.gradientByInput())).containsOnly(0);
    }

    @Test
    void drawsTheSameForEveryAlgorithm() {
        var naive = workload("fashion-cnn/0", ConvolutionVariant.NAIVE);
        var direct = workload("fashion-cnn/0", ConvolutionVariant.DIRECT);

        assertThat(direct.values(direct.input())).isEqualTo(naive.values(naive.input()));
        assertThat(direct.values(direct.outputGradient())).isEqualTo(naive.values(naive.outputGradient()));
        assertThat(direct.weight().values()).isEqualTo(naive.weight().values());
        assertThat(direct.bias().values()).isEqualTo(naive.bias().values());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cifar-cnn/1", "cifar-cnn/99", "cifar-cnn", "spiral-mlp/0"})
    void saysHowAConvolutionIsNamed(String layer) {
        assertThatThrownBy(() -> workload(layer, ConvolutionVariant.NAIVE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no convolution \"%s\"; name one as NETWORK/PATH, for example cifar-cnn/3", layer);
    }

    @Test
    void namesTheNetworksThereAreWhereOneIsUnknown() {
        assertThatThrownBy(() -> workload("nope/0", ConvolutionVariant.NAIVE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"nope\"")
                .hasMessageContaining("cifar-cnn");
    }

    private ConvolutionWorkload workload(String layer, ConvolutionVariant algorithm) {
        return workload(layer, IMAGES, algorithm);
    }

    private ConvolutionWorkload workload(String layer, int images, ConvolutionVariant algorithm) {
        return ConvolutionWorkload.seeded(layer, images, algorithm.kernels(team));
    }

    private static void assertClose(
            ConvolutionVariant algorithm, String pass, float[] actual, double[] expected, int terms) {
        Closeness.assertClose("%s, %s".formatted(algorithm, pass), actual, expected, terms);
    }
}
