package org.scratchcnn.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.scratchcnn.oracle.Numbers.assertClose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.engine.Session;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.BatchNorm1d;
import org.scratchcnn.network.BatchNorm2d;
import org.scratchcnn.network.BatchStatisticsSpec.GhostBatch;
import org.scratchcnn.network.ClippingSpec;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.Flatten;
import org.scratchcnn.network.GlobalAvgPool2d;
import org.scratchcnn.network.LayerSpec;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.ParameterGroup;
import org.scratchcnn.network.ParameterSpec;
import org.scratchcnn.network.ParameterSpec.Role;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.oracle.DrawnBatch;
import org.scratchcnn.oracle.Numbers;
import org.scratchcnn.oracle.ReferenceNetwork;
import org.scratchcnn.train.ScratchEngines;

/** Batch normalization over many steps: what it keeps from batch to batch, and when it changes it. */
public abstract class NormalizationContract extends EngineContract {

    private static final int SAMPLES = 6;
    private static final Shape.Image IMAGE = Shape.image(2, 8, 6);

    private static final NetworkSpec RESIDUAL = network(
            "residual",
            SmallBlocks.stem(),
            BatchNorm2d.of(4),
            Activation.relu(),
            SmallBlocks.residual(),
            Activation.relu(),
            SmallBlocks.projected(),
            Activation.relu(),
            new GlobalAvgPool2d(),
            Dense.of(6, 4));
    private static final NetworkSpec BRANCHES = network(
            "branches",
            SmallBlocks.stem(),
            SmallBlocks.branches(),
            Activation.relu(),
            new Flatten(),
            Dense.of(11 * 8 * 6, 8),
            BatchNorm1d.of(8),
            Activation.relu(),
            Dense.of(8, 4));
    private static final NetworkSpec WITHOUT_AFFINE = network(
            "without affine",
            SmallBlocks.stem(),
            BatchNorm2d.of(4).withAffine(false).withMomentum(0.5),
            Activation.tanh(),
            new GlobalAvgPool2d(),
            Dense.of(4, 4));

    private static NetworkSpec network(String name, LayerSpec... layers) {
        return new NetworkSpec(name, IMAGE, List.of(layers), LossSpec.SOFTMAX_CROSS_ENTROPY);
    }

    private static TrainingSpec training(NetworkSpec network) {
        return TrainingSpec.of(network, OptimizerSpec.sgd(0.05), SAMPLES, 1);
    }

    private static Stream<Named<TrainingSpec>> all() {
        return Stream.of(
                Named.of("a residual network", training(RESIDUAL)),
                Named.of("a network with branches", training(BRANCHES)),
                Named.of("a network without scale and shift", training(WITHOUT_AFFINE)),
                Named.of("training with Adam", training(RESIDUAL).withOptimizer(OptimizerSpec.adam(1e-3))),
                Named.of("clipped gradients", training(RESIDUAL).withClipping(new ClippingSpec.ByValue(0.01))),
                Named.of("ghost batches", training(RESIDUAL).withStatistics(new GhostBatch(2))),
                Named.of(
                        "frozen convolutions",
                        training(RESIDUAL)
                                .withGroups(ParameterGroup.ofLayers("0", "3.body.3", "5.shortcut.0")
                                        .frozen())),
                Named.of(
                        "frozen normalization",
                        training(RESIDUAL)
                                .withGroups(ParameterGroup.ofLayers("0", "1", "3.body.4", "5.body")
                                        .frozen())),
                Named.of(
                        "frozen scales",
                        training(RESIDUAL)
                                .withGroups(ParameterGroup.ofRoles(Role.SCALE).frozen())));
    }

    protected final Stream<Named<TrainingSpec>> trainings() {
        return expressible(all());
    }

    private Session open(TrainingSpec training) {
        return engine().open(training, SmallBlocks.drawn(training), new EngineOptions(1));
    }

    /** Full batches, then the smaller rest of an epoch, and so on. */
    private static List<Batch> batches(NetworkSpec network, int steps) {
        var random = new SplittableRandom(5);
        return IntStream.range(0, steps)
                .mapToObj(step -> DrawnBatch.of(network.resolve(), step % 4 == 3 ? 2 : SAMPLES, random))
                .toList();
    }

    @Test
    public void refusesOnlyTheTrainingsThatItCanNotExpress() {
        assertThat(all().filter(training -> isRefused(training.getPayload())).map(Named::getName))
                .containsExactlyInAnyOrderElementsOf(inexpressible());
    }

    @ParameterizedTest
    @MethodSource("trainings")
    public void goesTheSameWayAsTheScratchLibrary(TrainingSpec training) {
        try (var session = open(training);
                var other = ScratchEngines.lanes().open(training, SmallBlocks.drawn(training), new EngineOptions(1))) {
            for (var batch : batches(training.network(), 10)) {
                assertThat(session.step(batch)).isCloseTo(other.step(batch), within(1e-4));
            }
            var expected = other.snapshot();
            var snapshot = session.snapshot();
            assertThat(snapshot.tensors()).containsOnlyKeys(expected.tensors().keySet());
            expected.tensors()
                    .forEach((name, tensor) -> assertThat(
                                    relativeDistance(snapshot.tensor(name).values(), tensor.values()))
                            .as(name)
                            .isLessThan(1e-4));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 1})
    public void movesRunningStatisticsTowardsTheBatchsMeanAndUnbiasedVariance(double momentum) {
        var network =
                network("normalized input", BatchNorm2d.of(2).withMomentum(momentum), new Flatten(), Dense.of(96, 4));
        var training = training(network);
        var initial = SmallBlocks.drawn(training);
        var means = Numbers.toDouble(initial.tensor("0.running_mean").values());
        var variances = Numbers.toDouble(initial.tensor("0.running_var").values());
        try (var session = open(training)) {
            var logits = new float[SAMPLES * 4];
            for (var batch : batches(network, 6)) {
                session.step(batch);
                move(means, variances, batch, momentum);

                var snapshot = session.snapshot();
                assertClose("mean", snapshot.tensor("0.running_mean").values(), means, 1e-6);
                assertClose("variance", snapshot.tensor("0.running_var").values(), variances, 1e-6);
                // Asking in between changes nothing.
                session.logits(batch, logits);
            }
        }
    }

    /** The formula, for 2 channels of 8 · 6 positions. */
    private static void move(double[] means, double[] variances, Batch batch, double momentum) {
        int positions = 48;
        for (int channel = 0; channel < 2; channel++) {
            var values = new ArrayList<Double>();
            for (int n = 0; n < batch.size(); n++) {
                for (int p = 0; p < positions; p++) {
                    values.add((double) batch.inputs()[(2 * n + channel) * positions + p]);
                }
            }
            double mean = values.stream().mapToDouble(x -> x).average().orElseThrow();
            double squares =
                    values.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
            means[channel] += momentum * (mean - means[channel]);
            variances[channel] += momentum * (squares / (values.size() - 1) - variances[channel]);
        }
    }

    @Test
    public void normalizesByTheRunningStatisticsWhenItIsAsked() {
        try (var session = open(training(RESIDUAL))) {
            for (var batch : batches(RESIDUAL, 5)) {
                session.step(batch);
                var logits = new float[batch.size() * 4];
                session.logits(batch, logits);

                var reference = new ReferenceNetwork(RESIDUAL, session.snapshot(), 0);
                assertClose("logits", logits, reference.logits(batch), 1e-5);
            }
        }
    }

    @Test
    public void changesRunningStatisticsInStepsAlone() {
        try (var session = open(training(BRANCHES))) {
            for (var batch : batches(BRANCHES, 4)) {
                session.step(batch);
                var before = session.snapshot();
                session.computeGradients(batch);
                session.logits(batch, new float[batch.size() * 4]);
                assertSame(session.snapshot(), before);
            }
        }
    }

    @Test
    public void restoresRunningStatistics() {
        try (var session = open(training(RESIDUAL))) {
            var initial = session.snapshot();
            assertSame(initial, SmallBlocks.drawn(training(RESIDUAL)));
            var batches = batches(RESIDUAL, 5);
            var losses = batches.stream().map(session::step).toList();
            var trained = session.snapshot();

            session.restore(initial);

            assertSame(session.snapshot(), initial);
            assertThat(batches.stream().map(session::step).toList()).isEqualTo(losses);
            assertSame(session.snapshot(), trained);
        }
    }

    private static void assertSame(ParameterSnapshot actual, ParameterSnapshot expected) {
        assertThat(actual.tensors()).containsOnlyKeys(expected.tensors().keySet());
        expected.tensors()
                .forEach((name, tensor) ->
                        assertThat(actual.tensor(name).values()).as(name).containsExactly(tensor.values()));
    }

    @Test
    public void refusesABatchWithASingleValueAChannel() {
        var single = DrawnBatch.of(BRANCHES.resolve(), 1, new SplittableRandom(9));
        try (var session = open(training(BRANCHES))) {
            assertThatThrownBy(() -> session.step(single))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("layer 5 BatchNorm1d(8)");
            assertThatThrownBy(() -> session.computeGradients(single))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("layer 5 BatchNorm1d(8)");

            var logits = new float[4];
            session.logits(single, logits);
            assertClose("logits", logits, new ReferenceNetwork(BRANCHES, session.snapshot(), 0).logits(single), 1e-5);
        }
    }

    @Test
    public void trainsImagesOneByOneSinceTheirPositionsAreMany() {
        var single = DrawnBatch.of(RESIDUAL.resolve(), 1, new SplittableRandom(9));
        try (var session = open(training(RESIDUAL))) {
            assertThat(session.step(single)).isFinite();
        }
    }

    @ParameterizedTest
    @MethodSource("trainings")
    public void leavesFrozenLayersAsTheyAre(TrainingSpec training) {
        var initial = SmallBlocks.drawn(training);
        try (var session = open(training)) {
            var batch = batches(training.network(), 1).getFirst();
            session.computeGradients(batch);
            assertThat(session.gradients().tensors()).containsOnlyKeys(trained(training));

            session.step(batch);
            session.snapshot().tensors().forEach((name, tensor) -> {
                boolean changed =
                        !Arrays.equals(tensor.values(), initial.tensor(name).values());
                assertThat(changed).as(name).isEqualTo(!frozen(training).contains(name));
            });
        }
    }

    private static List<String> trained(TrainingSpec training) {
        return training.network().resolve().operations().stream()
                .flatMap(layer -> layer.parameters().stream())
                .filter(training::trains)
                .map(ParameterSpec::name)
                .toList();
    }

    private static List<String> frozen(TrainingSpec training) {
        return training.network().resolve().operations().stream()
                .flatMap(layer -> layer.tensors().stream()
                        .filter(tensor ->
                                tensor.role().isTrained() ? !training.trains(tensor) : training.isFrozen(layer)))
                .map(ParameterSpec::name)
                .toList();
    }
}
