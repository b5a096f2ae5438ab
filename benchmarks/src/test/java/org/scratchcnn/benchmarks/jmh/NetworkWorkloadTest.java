package org.scratchcnn.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.engine.Tensor;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/**
 * What is timed of whole networks is right, in every engine and on every number of threads: logits, gradients and the
 * update. All engines are held against the naive loops, and these against differences of the loss.
 */
class NetworkWorkloadTest {

    private static final String NETWORK = "cifar-cnn";

    /** More than fit the lanes at once, so that two threads both have something to do. */
    private static final int IMAGES = 18;

    /** A value that rounding takes across zero or past another in a pool changes single terms of a gradient. */
    private static final double GRADIENT_TOLERANCE = 1e-3;

    private static final double UPDATE_TOLERANCE = 1e-2;

    private static NetworkWorkload open(String network, String engine, int threads) {
        return new NetworkWorkload(network, engine, IMAGES, threads);
    }

    static Stream<Arguments> timed() {
        return Timed.of(BenchmarkFamily.NETWORK)
                .flatMap(benchmark -> benchmark
                        .threads()
                        .map(threads -> Arguments.of(
                                benchmark.workload(),
                                Operation.valueOf(benchmark.pass()),
                                benchmark.algorithm(),
                                threads)));
    }

    static Stream<String> networks() {
        return Timed.of(BenchmarkFamily.NETWORK).map(Timed::workload).distinct();
    }

    @ParameterizedTest
    @MethodSource("timed")
    void computesWhatTheNaiveLoopsDo(String network, Operation operation, String engine, int threads) {
        try (var naive = open(network, "scratch-naive", 1);
                var workload = open(network, engine, threads)) {
            switch (operation) {
                case FORWARD -> {
                    float[] expected = naive.forward();

                    assertThat((float[]) workload.operation(operation).run()).containsExactly(expected, within(1e-5f));
                }
                case FORWARD_BACKWARD -> {
                    double expected = (double) naive.operation(operation).run();

                    assertThat((double) workload.operation(operation).run()).isCloseTo(expected, within(1e-5));
                    var gradients = workload.session().gradients();
                    naive.session()
                            .gradients()
                            .tensors()
                            .forEach((name, gradient) -> Closeness.assertCloseInNorm(
                                    name,
                                    gradients.tensor(name).values(),
                                    Closeness.doubles(gradient.values()),
                                    GRADIENT_TOLERANCE));
                }
                case STEP ->
                    assertStepsByItsRule(
                            workload, NetworkWorkload.training(network, IMAGES).optimizer());
                case FORWARD_ONE -> throw new AssertionError("Nobody times single samples here");
            }
        }
    }

    private static void assertStepsByItsRule(NetworkWorkload workload, OptimizerSpec rule) {
        var session = workload.session();
        var before = session.snapshot();
        session.computeGradients(workload.batch(1));
        var gradients = session.gradients();
        session.restore(before);

        workload.operation(Operation.STEP).run();

        session.snapshot().tensors().forEach((name, after) -> {
            double[] gradient = doubles(gradients, name);
            float[] values = before.tensor(name).values();
            var update = new float[values.length];
            for (int i = 0; i < update.length; i++) {
                update[i] = after.values()[i] - values[i];
            }
            Closeness.assertCloseInNorm(
                    name,
                    update,
                    IntStream.range(0, update.length)
                            .mapToDouble(i -> firstUpdate(rule, gradient[i]))
                            .toArray(),
                    UPDATE_TOLERANCE);
        });
    }

    /** Of a first step, where velocities are the gradient, and Adam's corrected moments the gradient and its square. */
    private static double firstUpdate(OptimizerSpec rule, double gradient) {
        return switch (rule) {
            case OptimizerSpec.Sgd sgd -> {
                assertThat(sgd.nesterov()).isFalse();
                yield -sgd.learningRate() * gradient;
            }
            case OptimizerSpec.Adam adam -> -adam.learningRate() * gradient / (Math.abs(gradient) + adam.epsilon());
        };
    }

    /** Each parameter by itself is moved a little to both sides along drawn signs. */
    @ParameterizedTest
    @MethodSource("networks")
    void computesGradientsThatAreDifferencesOfTheLoss(String network) {
        try (var workload = open(network, "scratch-naive", 1)) {
            var session = workload.session();
            var batch = workload.batch(0);
            var start = session.snapshot();
            session.computeGradients(batch);
            var gradients = session.gradients();
            var random = new SplittableRandom(1);
            start.tensors().forEach((name, tensor) -> {
                double[] gradient = doubles(gradients, name);
                double step = 0.01 / Math.sqrt(gradient.length);
                var steps = new float[gradient.length];
                double expected = 0;
                double squares = 0;
                for (int i = 0; i < steps.length; i++) {
                    steps[i] = (float) (random.nextBoolean() ? step : -step);
                    expected += steps[i] * gradient[i];
                    squares += steps[i] * gradient[i] * steps[i] * gradient[i];
                }

                session.restore(moved(start, name, steps, 1));
                double above = session.computeGradients(batch);
                session.restore(moved(start, name, steps, -1));
                double below = session.computeGradients(batch);

                assertThat((above - below) / 2).as(name).isCloseTo(expected, within(0.1 * Math.sqrt(squares)));
            });
        }
    }

    @Test
    void countsTheNominalWorkOfAllImages() {
        long macs = NetworkWorkload.training(NETWORK, 1).network().resolve().forwardMacs();

        assertThat(NetworkWorkload.flops(NETWORK, Operation.FORWARD, 3)).isEqualTo(3 * 2 * macs);
        assertThat(NetworkWorkload.flops(NETWORK, Operation.STEP, 1)).isBetween(2 * 2 * macs, 2 * 3 * macs);
    }

    @Test
    void saysWhichNetworksNobodyTrains() {
        assertThatThrownBy(() -> NetworkWorkload.training("nope", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"nope\"");
    }

    private static double[] doubles(ParameterSnapshot snapshot, String name) {
        return Closeness.doubles(snapshot.tensor(name).values());
    }

    private static ParameterSnapshot moved(ParameterSnapshot from, String name, float[] steps, int sign) {
        var moved = new LinkedHashMap<String, Tensor>(from.tensors());
        float[] values = from.tensor(name).values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] += sign * steps[i];
        }
        moved.put(name, new Tensor(from.tensor(name).shape(), values));
        return new ParameterSnapshot(moved);
    }
}
