package org.scratchcnn.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.scratchcnn.oracle.Numbers.assertClose;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.ParameterInitializer;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.engine.Session;
import org.scratchcnn.engine.Tensor;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.Dropout;
import org.scratchcnn.network.Flatten;
import org.scratchcnn.network.LayerSpec;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.MaxPool2d;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.SpatialDropout2d;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.oracle.DrawnBatch;
import org.scratchcnn.oracle.ReferenceNetwork;

/** How a session behaves, whatever it computes with. */
public abstract class SessionContract extends EngineContract {

    private static final NetworkSpec NETWORK = new NetworkSpec(
            "small",
            Shape.image(1, 8, 8),
            List.of(
                    Conv2d.of(1, 3, 3),
                    Activation.relu(),
                    MaxPool2d.of(2),
                    new Flatten(),
                    new Dropout(0.5),
                    Dense.of(27, 4)),
            LossSpec.SOFTMAX_CROSS_ENTROPY);
    private static final TrainingSpec TRAINING = TrainingSpec.of(NETWORK, OptimizerSpec.adam(0.01), 6, 1);
    private static final ParameterSnapshot INITIAL = ParameterInitializer.draw(TRAINING);
    private static final Batch BATCH = DrawnBatch.of(NETWORK.resolve(), 6, new SplittableRandom(3));

    private Session open() {
        return engine().open(TRAINING, INITIAL, new EngineOptions(1));
    }

    private static List<Double> losses(Session session) {
        return IntStream.range(0, 5).mapToObj(_ -> session.step(BATCH)).toList();
    }

    private static void assertSame(ParameterSnapshot actual, ParameterSnapshot expected) {
        assertThat(actual.tensors()).containsOnlyKeys(expected.tensors().keySet());
        expected.tensors()
                .forEach((name, tensor) ->
                        assertThat(actual.tensor(name).values()).containsExactly(tensor.values()));
    }

    @Test
    public void startsFromTheInitialParameters() {
        try (var session = open()) {
            assertSame(session.snapshot(), INITIAL);
        }
    }

    @Test
    public void trainsTheSameAgainAfterARestoreDropoutIncluded() {
        try (var session = open()) {
            var first = losses(session);
            var trained = session.snapshot();

            session.restore(INITIAL);

            assertThat(losses(session)).isEqualTo(first);
            assertSame(session.snapshot(), trained);
        }
    }

    @Test
    public void dropsValuesInTrainingAlone() {
        try (var session = open()) {
            var reference = new ReferenceNetwork(NETWORK, INITIAL, 0);
            var logits = new float[24];
            session.logits(BATCH, logits);

            assertClose("logits", logits, reference.logits(BATCH), 1e-5);
            assertThat(session.computeGradients(BATCH)).isNotCloseTo(reference.loss(BATCH), within(1e-4));
        }
    }

    @Test
    public void dividesWhatDropoutKeepsByTheProbabilityOfKeepingIt() {
        assertDividesWhatIsKept(List.of(new Flatten(), new Dropout(0.2), new Dense(1, 1, false)));
    }

    /** Of two values that are 1 and −1 the sum is 0 when both are kept or dropped, as those of one channel are. */
    @Test
    public void keepsOrDropsTheValuesOfAChannelTogether() {
        var network = new NetworkSpec(
                "channels",
                Shape.image(2, 1, 2),
                List.of(new SpatialDropout2d(0.5), new Flatten(), new Dense(4, 1, false)),
                LossSpec.MEAN_SQUARED_ERROR);
        var training = TrainingSpec.of(network, OptimizerSpec.sgd(0.1), 100, 1);
        var inputs = new float[400];
        Arrays.fill(inputs, 1);
        var batch = new Batch(100, inputs, new Batch.Values(new float[100]));
        assertThat(loss(training, batch, 1, -1, 1, -1)).isZero();
        // One of each channel: 0 where both channels are kept or dropped, else 4, so 2 on average.
        assertThat(loss(training, batch, 1, 0, -1, 0)).isCloseTo(2, within(1.0));
    }

    private double loss(TrainingSpec training, Batch batch, float... weights) {
        var parameters = new ParameterSnapshot(Map.of("2.weight", new Tensor(List.of(1, 4), weights)));
        try (var session = engine().open(training, parameters, new EngineOptions(1))) {
            return session.computeGradients(batch);
        }
    }

    @Test
    public void dividesTheChannelsThatAreKeptByTheProbabilityOfKeepingThem() {
        assertDividesWhatIsKept(List.of(new SpatialDropout2d(0.2), new Flatten(), new Dense(1, 1, false)));
    }

    private void assertDividesWhatIsKept(List<LayerSpec> layers) {
        var network = new NetworkSpec("dropped", Shape.image(1, 1, 1), layers, LossSpec.MEAN_SQUARED_ERROR);
        var training = TrainingSpec.of(network, OptimizerSpec.sgd(0.1), 2_000, 1);
        var one = new ParameterSnapshot(Map.of("2.weight", new Tensor(List.of(1, 1), new float[] {1})));
        var inputs = new float[2_000];
        Arrays.fill(inputs, 1);
        // A kept value comes out as 1.25 and a dropped one as 0, so the mean of the squares is 0.8 · 1.25².
        var batch = new Batch(2_000, inputs, new Batch.Values(new float[2_000]));
        try (var session = engine().open(training, one, new EngineOptions(1))) {
            assertThat(session.computeGradients(batch)).isCloseTo(1.25, within(0.06));
        }
    }

    @Test
    public void takesASmallerBatchAndThenAFullOne() {
        try (var session = open()) {
            double full = session.computeGradients(BATCH);
            assertThat(session.step(DrawnBatch.of(NETWORK.resolve(), 2, new SplittableRandom(4))))
                    .isFinite();
            session.restore(INITIAL);

            assertThat(session.computeGradients(BATCH)).isEqualTo(full);
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {1e2f, 1e4f})
    public void givesTheLossOfConfidentMistakesUnclipped(float bias) {
        var network = new NetworkSpec(
                "confident",
                Shape.image(1, 1, 1),
                List.of(new Flatten(), Dense.of(1, 3)),
                LossSpec.SOFTMAX_CROSS_ENTROPY);
        var training = TrainingSpec.of(network, OptimizerSpec.sgd(0.1), 1, 1);
        var sure = new ParameterSnapshot(Map.of(
                "1.weight", new Tensor(List.of(3, 1), new float[3]),
                "1.bias", new Tensor(List.of(3), new float[] {bias, 0, -bias})));
        try (var session = engine().open(training, sure, new EngineOptions(1))) {
            var batch = Batch.labelled(1, new float[] {1}, new int[] {2});
            assertThat(session.computeGradients(batch)).isCloseTo(2.0 * bias, within(1e-3));
            assertThat(session.gradients().tensor("1.bias").values())
                    .containsExactly(new float[] {1, 0, -1}, within(1e-6f));
        }
    }

    @Test
    public void hasNoGradientsAfterAStep() {
        try (var session = open()) {
            session.computeGradients(BATCH);
            session.step(BATCH);
            assertThatThrownBy(session::gradients)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("computeGradients");
        }
    }

    @Test
    public void rejectsWhatDoesNotFit() {
        try (var session = open()) {
            assertThatThrownBy(() -> session.step(Batch.labelled(6, new float[10], new int[6])))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("384");
            assertThatThrownBy(() -> session.step(Batch.labelled(1, new float[64], new int[] {4})))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("label 4");
            assertThatThrownBy(() -> session.logits(BATCH, new float[23]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("24");
            assertThatThrownBy(() -> session.restore(new ParameterSnapshot(Map.of())))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("0.weight");
        }
    }

    @Test
    public void refusesToBeUsedOnceClosed() {
        var session = open();
        session.close();
        session.close();
        assertThatThrownBy(() -> session.step(BATCH))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }
}
