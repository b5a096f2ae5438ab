package org.scratchcnn.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.scratchcnn.benchmarks.jmh.WeightlessLayer.LayerPass;
import org.scratchcnn.kernel.Activations;
import org.scratchcnn.kernel.ThreadTeam;

/** What is timed of layers without weights is right on every backend: held against definitions in double precision. */
class WeightlessWorkloadTest {

    /** Of every value and gradient. */
    private static final int TERMS = 4;

    private final ThreadTeam team = new ThreadTeam(1);

    @AfterEach
    void closeTeam() {
        team.close();
    }

    static Stream<Arguments> timed() {
        return Stream.of(BenchmarkFamily.POOLING, BenchmarkFamily.ACTIVATION, BenchmarkFamily.DROPOUT)
                .flatMap(Timed::of)
                .map(benchmark -> Arguments.of(
                        WeightlessLayer.valueOf(benchmark.workload()),
                        LayerPass.valueOf(benchmark.pass()),
                        BackendVariant.valueOf(benchmark.algorithm()),
                        benchmark.images()));
    }

    @ParameterizedTest
    @MethodSource("timed")
    void agreesWithTheDefinition(WeightlessLayer layer, LayerPass pass, BackendVariant backend, int images) {
        var workload = new WeightlessWorkload(layer, images, backend.kernels(team));
        float[] x = workload.values(workload.input());
        float[] dy = workload.values(workload.outputGradient());
        int side = layer.input().width();
        var definition = switch (layer) {
            case MAX_POOL -> largestOfFour(x, dy, side);
            case AVERAGE_POOL -> meanOfFour(x, dy, side);
            case RELU, SIGMOID, TANH -> activation(layer, x, dy);
            case DROPOUT -> dropout(x, dy, workload.values(workload.forward()));
        };

        float[] actual = workload.values((Activations) workload.pass(pass).run());

        Closeness.assertClose(layer + ", " + pass, actual, definition.values(pass), TERMS);
    }

    /**
     * A layer's values and gradients, as they ought to be.
     *
     * @param y of the forward pass
     * @param dx the gradient by input
     */
    private record Definition(double[] y, double[] dx) {

        double[] values(LayerPass pass) {
            return switch (pass) {
                case FORWARD -> y;
                case GRADIENT_BY_INPUT -> dx;
            };
        }
    }

    private static Definition largestOfFour(float[] x, float[] dy, int side) {
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
        return new Definition(y, dx);
    }

    private static Definition meanOfFour(float[] x, float[] dy, int side) {
        var y = new double[dy.length];
        var dx = new double[x.length];
        for (int i = 0; i < y.length; i++) {
            for (int offset : new int[] {0, 1, side, side + 1}) {
                y[i] += 0.25 * x[corner(i, side) + offset];
                dx[corner(i, side) + offset] = 0.25 * dy[i];
            }
        }
        return new Definition(y, dx);
    }

    /** The first of the four inputs of a pooled value, where windows are 2×2 and images are square. */
    private static int corner(int output, int side) {
        int pooledSide = side / 2;
        int plane = output / (pooledSide * pooledSide);
        int row = output / pooledSide % pooledSide;
        return (plane * side + 2 * row) * side + 2 * (output % pooledSide);
    }

    private static Definition activation(WeightlessLayer layer, float[] x, float[] dy) {
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
        return new Definition(y, dx);
    }

    /** Half of the values are dropped, drawn ones, and the others doubled. */
    private static Definition dropout(float[] x, float[] dy, float[] output) {
        var y = new double[x.length];
        var dx = new double[x.length];
        int kept = 0;
        for (int i = 0; i < x.length; i++) {
            if (output[i] != 0) {
                kept++;
                y[i] = 2 * x[i];
                dx[i] = 2 * dy[i];
            }
        }
        assertThat(kept / (double) x.length).isCloseTo(0.5, within(0.02));
        return new Definition(y, dx);
    }
}
