package org.scratchcnn.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.scratchcnn.benchmarks.jmh.Closeness.assertClose;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.scratchcnn.core.zoo.Zoo;
import org.scratchcnn.scratch.kernel.ThreadTeam;

/** What is timed beside convolutions is also right, for every algorithm: held against definitions in double precision. */
class KernelWorkloadsTest {

    private static final int IMAGES = 3;

    private final ThreadTeam team = new ThreadTeam(1);

    @AfterEach
    void closeTeam() {
        team.close();
    }

    @ParameterizedTest
    @EnumSource
    void multipliesMatrices(MatrixMultiplyVariant algorithm) {
        var shape = MatrixShape.named("37×53×41");
        var workload = new MatrixMultiplyWorkload(shape, algorithm.multiply());
        var expected = new double[shape.rows() * shape.columns()];
        for (int row = 0; row < shape.rows(); row++) {
            for (int column = 0; column < shape.columns(); column++) {
                for (int k = 0; k < shape.depth(); k++) {
                    expected[row * shape.columns() + column] += (double) workload.left()[row * shape.depth() + k]
                            * workload.right()[k * shape.columns() + column];
                }
            }
        }

        workload.run();

        // Again, since it must not add to what is there.
        assertClose(algorithm.name(), workload.run(), expected, shape.depth());
        assertThat(shape.flops()).isEqualTo(2 * 37 * 53 * 41);
    }

    @Test
    void saysHowAMatrixProductIsNamed() {
        assertThatThrownBy(() -> MatrixShape.named("3x4"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("\"3x4\"", "64×288×256");
    }

    @ParameterizedTest
    @EnumSource
    void takesTheLargestOfFour(BackendVariant backend) {
        var workload = workload(WeightlessLayer.MAX_POOL, backend);
        float[] x = workload.values(workload.input());
        float[] dy = workload.values(workload.outputGradient());
        int side = WeightlessLayer.MAX_POOL.input().width();
        var y = new double[dy.length];
        var dx = new double[x.length];
        for (int i = 0; i < y.length; i++) {
            int largest = corner(i, side);
            for (int offset : new int[] {1, side, side + 1}) {
                largest = x[corner(i, side) + offset] > x[largest] ? corner(i, side) + offset : largest;
            }
            y[i] = x[largest];
            dx[largest] = dy[i];
        }

        assertClose("forward", workload.values(workload.forward()), y, 1);
        assertClose("gradient by input", workload.values(workload.gradientByInput()), dx, 1);
    }

    @ParameterizedTest
    @EnumSource
    void averagesFour(BackendVariant backend) {
        var workload = workload(WeightlessLayer.AVERAGE_POOL, backend);
        float[] x = workload.values(workload.input());
        float[] dy = workload.values(workload.outputGradient());
        int side = WeightlessLayer.AVERAGE_POOL.input().width();
        var y = new double[dy.length];
        var dx = new double[x.length];
        for (int i = 0; i < y.length; i++) {
            for (int offset : new int[] {0, 1, side, side + 1}) {
                y[i] += 0.25 * x[corner(i, side) + offset];
                dx[corner(i, side) + offset] = 0.25 * dy[i];
            }
        }

        assertClose("forward", workload.values(workload.forward()), y, 4);
        assertClose("gradient by input", workload.values(workload.gradientByInput()), dx, 1);
    }

    /** The first of the four inputs of a pooled value, where windows are 2×2 and images are square. */
    private static int corner(int output, int side) {
        int pooledSide = side / 2;
        int plane = output / (pooledSide * pooledSide);
        int row = output / pooledSide % pooledSide;
        return (plane * side + 2 * row) * side + 2 * (output % pooledSide);
    }

    @ParameterizedTest
    @EnumSource
    void appliesActivationFunctions(BackendVariant backend) {
        for (var layer : new WeightlessLayer[] {WeightlessLayer.RELU, WeightlessLayer.SIGMOID, WeightlessLayer.TANH}) {
            var workload = workload(layer, backend);
            float[] x = workload.values(workload.input());
            float[] dy = workload.values(workload.outputGradient());
            var y = new double[x.length];
            var dx = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                y[i] = switch (layer) {
                    case RELU -> Math.max(0, x[i]);
                    case SIGMOID -> 1 / (1 + Math.exp(-x[i]));
                    default -> Math.tanh(x[i]);
                };
                dx[i] = dy[i]
                        * switch (layer) {
                            case RELU -> x[i] > 0 ? 1 : 0;
                            case SIGMOID -> y[i] * (1 - y[i]);
                            default -> 1 - y[i] * y[i];
                        };
            }

            assertClose(layer + ", forward", workload.values(workload.forward()), y, 4);
            assertClose(layer + ", gradient by input", workload.values(workload.gradientByInput()), dx, 4);
        }
    }

    @ParameterizedTest
    @EnumSource
    void dropsHalfOfTheValuesAndDoublesTheOthers(BackendVariant backend) {
        var workload = workload(WeightlessLayer.DROPOUT, backend);
        float[] x = workload.values(workload.input());
        float[] dy = workload.values(workload.outputGradient());

        float[] y = workload.values(workload.forward());
        float[] dx = workload.values(workload.gradientByInput());

        int kept = 0;
        for (int i = 0; i < x.length; i++) {
            boolean drops = y[i] == 0;
            kept += drops ? 0 : 1;
            assertThat(y[i]).isEqualTo(drops ? 0 : 2 * x[i]);
            assertThat(dx[i]).isEqualTo(drops ? 0 : 2 * dy[i]);
        }
        assertThat(kept / (double) x.length).isCloseTo(0.5, within(0.02));
    }

    @Test
    void findsTheLossAndItsGradient() {
        int classes = 10;
        var workload = new LossWorkload(classes, IMAGES);
        var gradient = new double[IMAGES * classes];
        double loss = 0;
        for (int n = 0; n < IMAGES; n++) {
            double sum = 0;
            for (int k = 0; k < classes; k++) {
                sum += Math.exp(workload.logits()[n * classes + k]);
            }
            int label = workload.labels()[n];
            loss += (Math.log(sum) - workload.logits()[n * classes + label]) / IMAGES;
            for (int k = 0; k < classes; k++) {
                double probability = Math.exp(workload.logits()[n * classes + k]) / sum;
                gradient[n * classes + k] = (probability - (k == label ? 1 : 0)) / IMAGES;
            }
        }

        assertClose("gradient", workload.run(), gradient, 1);
        assertThat(workload.value()).isCloseTo(loss, within(1e-6));
    }

    @ParameterizedTest
    @EnumSource
    void updatesParametersByTheirRule(OptimizerVariant rule) {
        var workload = new OptimizerWorkload(Zoo.spiralMlp(), rule, team);
        workload.drawGradients();
        var parameter = workload.parameters().getFirst();
        float[] before = parameter.values().clone();
        float[] gradient = parameter.gradient().clone();
        int steps = 3;

        for (int step = 0; step < steps; step++) {
            workload.drawGradients();
            workload.run();
        }

        var expected = new double[before.length];
        for (int i = 0; i < expected.length; i++) {
            // With the same gradient at each step, momentum's velocity is its geometric sum, and Adam's corrected
            // moments are the gradient and its square.
            expected[i] = before[i]
                    - switch (rule) {
                        case SGD -> steps * 0.01 * gradient[i];
                        case MOMENTUM -> 0.01 * gradient[i] * (1 + 1.9 + 2.71);
                        case ADAM -> steps * 1e-3 * gradient[i] / (Math.abs(gradient[i]) + 1e-8);
                    };
        }
        assertClose(rule.name(), parameter.values(), expected, 4);
        assertThat(parameter.gradient()).containsOnly(0);
    }

    private WeightlessWorkload workload(WeightlessLayer layer, BackendVariant backend) {
        return new WeightlessWorkload(layer, IMAGES, backend.kernels(team));
    }
}
