package org.scratchcnn.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scratchcnn.core.parameter.ParameterSnapshot;
import org.scratchcnn.core.parameter.Tensor;
import org.scratchcnn.core.record.TimingSeries.Operation;
import org.scratchcnn.scratch.train.ScratchEngine;
import org.scratchcnn.scratch.train.ScratchEngines;

/** What is timed of whole networks is right, in every engine: logits, gradients, and the update. */
class NetworkWorkloadTest {

    /** cifar-cnn has no dropout, which would blur the derivative. */
    private static final String NETWORK = "cifar-cnn";

    private static final int IMAGES = 2;

    /** The weight, and its gradient's part; and as many again for what rounding did to the gradient. */
    private static final int TERMS_OF_UPDATE = 4;

    static Iterable<String> engines() {
        return ScratchEngines.all().stream().map(ScratchEngine::name).toList();
    }

    private static NetworkWorkload open(String engine) {
        return new NetworkWorkload(NETWORK, engine, IMAGES, 1);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void computesTheLogitsOfTheNaiveLoops(String engine) {
        try (var naive = open("scratch-naive");
                var workload = open(engine)) {
            assertThat(workload.forward()).containsExactly(naive.forward().clone(), within(1e-5f));
        }
    }

    /** A small step against the gradient lowers the loss by the step times the gradient's squared norm. */
    @ParameterizedTest
    @MethodSource("engines")
    void computesTheGradientOfTheLoss(String engine) {
        try (var workload = open(engine)) {
            var session = workload.session();
            double loss = session.computeGradients(workload.batch(0));
            var gradients = session.gradients();
            double squaredNorm = 0;
            for (var gradient : gradients.tensors().values()) {
                for (float value : gradient.values()) {
                    squaredNorm += (double) value * value;
                }
            }
            double rate = 1e-3 / squaredNorm;

            session.restore(moved(session.snapshot(), gradients, rate));
            double lower = session.computeGradients(workload.batch(0));

            assertThat(loss - lower).isCloseTo(1e-3, within(1e-4));
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void stepsAgainstTheGradient(String engine) {
        try (var workload = open(engine)) {
            var session = workload.session();
            var before = session.snapshot();
            session.computeGradients(workload.batch(1));
            var expected = moved(before, session.gradients(), 0.01);
            session.restore(before);

            workload.operation(Operation.STEP).run();

            session.snapshot()
                    .tensors()
                    .forEach((name, tensor) -> Closeness.assertClose(
                            name, tensor.values(), doubles(expected.tensor(name).values()), TERMS_OF_UPDATE));
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

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    private static ParameterSnapshot moved(ParameterSnapshot from, ParameterSnapshot gradients, double rate) {
        var moved = new LinkedHashMap<String, Tensor>();
        for (Map.Entry<String, Tensor> entry : from.tensors().entrySet()) {
            float[] values = entry.getValue().values().clone();
            float[] gradient = gradients.tensor(entry.getKey()).values();
            for (int i = 0; i < values.length; i++) {
                values[i] -= (float) (rate * gradient[i]);
            }
            moved.put(entry.getKey(), new Tensor(entry.getValue().shape(), values));
        }
        return new ParameterSnapshot(moved);
    }
}
