package org.scratchcnn.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.scratchcnn.benchmarks.jmh.Closeness.assertClose;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.network.zoo.Zoo;

/** Matrix products, losses and updates that are timed are right: held against definitions in double precision. */
class KernelWorkloadsTest {

    private final ThreadTeam team = new ThreadTeam(1);

    @AfterEach
    void closeTeam() {
        team.close();
    }

    static Stream<Arguments> matrices() {
        var odd = Arrays.stream(MatrixMultiplyVariant.values()).map(variant -> Arguments.of("37×53×41", variant));
        return Stream.concat(
                odd,
                Timed.of(BenchmarkFamily.MATRIX_MULTIPLY)
                        .map(benchmark -> Arguments.of(
                                benchmark.workload(), MatrixMultiplyVariant.valueOf(benchmark.algorithm()))));
    }

    @ParameterizedTest
    @MethodSource("matrices")
    void multipliesMatrices(String name, MatrixMultiplyVariant algorithm) {
        var shape = MatrixShape.named(name);
        var workload = new MatrixMultiplyWorkload(shape, algorithm.multiply());
        var expected = new double[shape.rows() * shape.columns()];
        for (int row = 0; row < shape.rows(); row++) {
            for (int k = 0; k < shape.depth(); k++) {
                double left = workload.left()[row * shape.depth() + k];
                for (int column = 0; column < shape.columns(); column++) {
                    expected[row * shape.columns() + column] += left * workload.right()[k * shape.columns() + column];
                }
            }
        }

        workload.run();

        // Again, since it must not add to what is there.
        assertClose(algorithm.name(), workload.run(), expected, shape.depth());
    }

    @Test
    void countsTheWorkOfAMatrixProduct() {
        assertThat(MatrixShape.named("37×53×41").flops()).isEqualTo(2 * 37 * 53 * 41);
    }

    @Test
    void saysHowAMatrixProductIsNamed() {
        assertThatThrownBy(() -> MatrixShape.named("3x4"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("\"3x4\"", "64×288×256");
    }

    static Stream<Arguments> losses() {
        return Timed.of(BenchmarkFamily.SOFTMAX_CROSS_ENTROPY)
                .map(benchmark -> Arguments.of(Integer.parseInt(benchmark.workload()), benchmark.images()));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void findsTheLossAndItsGradient(int classes, int images) {
        var workload = new LossWorkload(classes, images);
        var gradient = new double[images * classes];
        double loss = 0;
        for (int n = 0; n < images; n++) {
            double sum = 0;
            for (int k = 0; k < classes; k++) {
                sum += Math.exp(workload.logits()[n * classes + k]);
            }
            int label = workload.labels()[n];
            loss += (Math.log(sum) - workload.logits()[n * classes + label]) / images;
            for (int k = 0; k < classes; k++) {
                double probability = Math.exp(workload.logits()[n * classes + k]) / sum;
                gradient[n * classes + k] = (probability - (k == label ? 1 : 0)) / images;
            }
        }

        assertClose("gradient", workload.run(), gradient, 1);
        assertThat(workload.value()).isCloseTo(loss, within(1e-6));
    }

    static Stream<Arguments> updates() {
        return Timed.of(BenchmarkFamily.OPTIMIZER)
                .map(benchmark -> Arguments.of(benchmark.workload(), OptimizerVariant.valueOf(benchmark.algorithm())));
    }

    @ParameterizedTest
    @MethodSource("updates")
    void updatesParametersByTheirRule(String network, OptimizerVariant rule) {
        var workload = new OptimizerWorkload(Zoo.network(network), rule, team);
        workload.drawGradients();
        var before = workload.parameters().stream()
                .map(parameter -> parameter.values().clone())
                .toList();
        var gradients = workload.parameters().stream()
                .map(parameter -> parameter.gradient().clone())
                .toList();
        int steps = 3;

        for (int step = 0; step < steps; step++) {
            workload.drawGradients();
            workload.run();
        }

        for (int p = 0; p < before.size(); p++) {
            var parameter = workload.parameters().get(p);
            float[] values = before.get(p);
            float[] gradient = gradients.get(p);
            var expected = new double[values.length];
            for (int i = 0; i < expected.length; i++) {
                // With the same gradient at each step, momentum's velocity is its geometric sum, and Adam's corrected
                // moments are the gradient and its square.
                expected[i] = values[i]
                        - switch (rule) {
                            case SGD -> steps * 0.01 * gradient[i];
                            case MOMENTUM -> 0.01 * gradient[i] * (1 + 1.9 + 2.71);
                            case ADAM -> steps * 1e-3 * gradient[i] / (Math.abs(gradient[i]) + 1e-8);
                        };
            }
            assertClose("%s, parameter %d".formatted(rule, p), parameter.values(), expected, 4);
            assertThat(parameter.gradient()).containsOnly(0);
        }
    }
}
