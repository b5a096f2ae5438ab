package org.scratchcnn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.ParameterInitializer;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.engine.Session;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.AveragingSpec;
import org.scratchcnn.network.AveragingSpec.ExponentialMovingAverage;
import org.scratchcnn.network.AveragingSpec.Lookahead;
import org.scratchcnn.network.BatchNorm2d;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.Dropout;
import org.scratchcnn.network.Flatten;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.ParameterGroup;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.oracle.DrawnBatch;

class AveragingTest {

    private static final int SAMPLES = 6;
    private static final NetworkSpec NETWORK = network(0);

    /** More values than one item of the optimizer's. */
    private static NetworkSpec network(double dropout) {
        return new NetworkSpec(
                "averaged",
                Shape.image(1, 8, 8),
                List.of(
                        Conv2d.of(1, 8, 3),
                        BatchNorm2d.of(8),
                        Activation.relu(),
                        new Dropout(dropout),
                        new Flatten(),
                        Dense.of(288, 20),
                        Dense.of(20, 3)),
                LossSpec.SOFTMAX_CROSS_ENTROPY);
    }

    private static TrainingSpec training(AveragingSpec averaging) {
        return TrainingSpec.of(NETWORK, OptimizerSpec.sgd(0.1), SAMPLES, 1).withAveraging(averaging);
    }

    private static Batch batch(int step) {
        return DrawnBatch.of(NETWORK.resolve(), SAMPLES, new SplittableRandom(step));
    }

    private static Session open(TrainingSpec training, int threads) {
        return ScratchEngines.lanes().open(training, ParameterInitializer.draw(training), new EngineOptions(threads));
    }

    private static void assertClose(ParameterSnapshot actual, ParameterSnapshot expected) {
        expected.tensors().forEach((name, tensor) -> {
            for (int i = 0; i < tensor.values().length; i++) {
                assertThat(actual.tensor(name).values()[i])
                        .as("%s[%d]", name, i)
                        .isCloseTo(tensor.values()[i], within(1e-6f));
            }
        });
    }

    private static void assertSameBits(ParameterSnapshot actual, ParameterSnapshot expected) {
        assertThat(actual.tensors().keySet()).isEqualTo(expected.tensors().keySet());
        expected.tensors()
                .forEach((name, tensor) ->
                        assertThat(actual.tensor(name).values()).as(name).containsExactly(tensor.values()));
    }

    /** {@code average ← decay·average + (1 − decay)·weight}. */
    private static void average(ParameterSnapshot averages, ParameterSnapshot weights, double decay) {
        averages.tensors().forEach((name, tensor) -> {
            for (int i = 0; i < tensor.values().length; i++) {
                tensor.values()[i] = (float) (decay * tensor.values()[i]
                        + (1 - decay) * weights.tensor(name).values()[i]);
            }
        });
    }

    /** Running statistics too. Asked between steps, it trains on the weights themselves. */
    @Test
    void aMovingAverageIsOfTheWeightsAfterEachStep() {
        try (var averaged = open(training(new ExponentialMovingAverage(0.8)), 2);
                var plain = open(training(new AveragingSpec.None()), 1)) {
            ParameterSnapshot expected = null;
            for (int step = 0; step < 6; step++) {
                assertThat(averaged.step(batch(step))).isEqualTo(plain.step(batch(step)));
                if (expected == null) {
                    expected = plain.snapshot();
                } else {
                    average(expected, plain.snapshot(), 0.8);
                }
                assertClose(averaged.snapshot(), expected);
                averaged.logits(batch(99), new float[3 * SAMPLES]);
            }
            assertThat(averaged.snapshot().tensor("1.running_mean").values())
                    .isNotEqualTo(plain.snapshot().tensor("1.running_mean").values());
            plain.restore(averaged.snapshot());
            var logits = new float[3 * SAMPLES];
            plain.logits(batch(99), logits);
            var fromAverages = new float[3 * SAMPLES];
            averaged.logits(batch(99), fromAverages);
            assertThat(fromAverages).containsExactly(logits);
        }
    }

    /** Gradient descent remembers nothing, so that setting the weights is all that lookahead does. */
    @ParameterizedTest
    @MethodSource("lookaheads")
    void lookaheadGoesOnFromItsAverages(Lookahead lookahead) {
        try (var averaged = open(training(lookahead), 2);
                var plain = open(training(new AveragingSpec.None()), 1)) {
            var slow = plain.snapshot();
            for (int step = 0; step < 9; step++) {
                averaged.step(batch(step));
                plain.step(batch(step));
                if ((step + 1) % 3 == 0) {
                    double grown = lookahead.growthSteps() == 0 ? 1 : Math.pow(Math.min(1, (step + 1) / 6.0), 3);
                    average(slow, plain.snapshot(), lookahead.decay() * grown);
                    plain.restore(slow);
                }
                assertClose(averaged.snapshot(), slow);
            }
        }
    }

    private static List<Lookahead> lookaheads() {
        return List.of(new Lookahead(3, 0.5, 0), new Lookahead(3, Math.pow(0.95, 5), 6));
    }

    private static List<AveragingSpec> averages() {
        return List.of(new ExponentialMovingAverage(0.9), new Lookahead(2, 0.5, 5));
    }

    @ParameterizedTest
    @MethodSource("averages")
    void aResumedTrainingGivesTheSameBitsOnAnyNumberOfThreads(AveragingSpec averaging) {
        var training = training(averaging)
                .withNetwork(network(0.3))
                .withOptimizer(OptimizerSpec.adam(0.01))
                .withGroups(ParameterGroup.ofLayers("0").frozenFrom(3));
        try (var whole = open(training, 1);
                var begun = open(training, 3);
                var resumed = open(training, 2)) {
            IntStream.range(0, 7).forEach(step -> whole.step(batch(step)));
            IntStream.range(0, 4).forEach(step -> begun.step(batch(step)));
            resumed.step(batch(50));
            resumed.resume(begun.state());
            assertSameBits(resumed.snapshot(), begun.snapshot());
            IntStream.range(4, 7).forEach(step -> resumed.step(batch(step)));

            assertSameBits(resumed.snapshot(), whole.snapshot());
            assertSameBits(resumed.state().optimizer(), whole.state().optimizer());
        }
    }

    @ParameterizedTest
    @MethodSource("averages")
    void averagesArePlannedBeforeTheyAreAllocated(AveragingSpec averaging) {
        var training =
                training(averaging).withGroups(ParameterGroup.ofLayers("5").frozen());
        var planned = ScratchEngines.lanes().memory(training, new EngineOptions(2));
        try (var session = open(training, 2)) {
            session.step(batch(1));
            session.logits(batch(1), new float[3 * SAMPLES]);
            assertThat(planned.total()).isEqualTo(HeldMemory.of(session).values());
        }
    }

    @Test
    void whatIsNoAverageIsRefused() {
        assertThatThrownBy(() -> new ExponentialMovingAverage(1))
                .hasMessage("The decay of a moving average must be above 0 and below 1, such as 0.999, but is 1.0");
        assertThatThrownBy(() -> new Lookahead(0, 0.5, 0))
                .hasMessage(
                        "Lookahead averages after every step or more, and its decay grows over 0 steps or more, but was given 0 and 0");
        assertThatThrownBy(() -> new Lookahead(5, Double.NaN, 0))
                .hasMessage("The decay of lookahead must be at least 0 and below 1, such as 0.5, but is NaN");
    }
}
