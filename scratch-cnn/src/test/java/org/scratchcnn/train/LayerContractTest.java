package org.scratchcnn.train;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.scratchcnn.oracle.Numbers.assertClose;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.ParameterInitializer;
import org.scratchcnn.engine.Session;
import org.scratchcnn.kernel.VectorSupport;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.oracle.DrawnBatch;
import org.scratchcnn.oracle.ReferenceNetwork;
import org.scratchcnn.oracle.SmallNetworks;

/**
 * What every layer must do on every engine, checked in the middle of a small network: a convolution before it, so that
 * its gradient by input is needed, and a dense layer behind it.
 */
class LayerContractTest {

    private static final int LANES = VectorSupport.isAvailable() ? VectorSupport.lanes() : 8;
    private static final int MAX_BATCH = LANES + 1;
    private static final long SEED = 11;
    private static final int CLASSES = SmallNetworks.CLASSES;

    static List<NetworkSpec> networks() {
        return SmallNetworks.ofEachLayer();
    }

    static Stream<Arguments> everywhere() {
        return ScratchEngines.all().stream()
                .flatMap(engine -> networks().stream().map(network -> Arguments.of(engine, network.name(), network)));
    }

    /** What the engines are tested against: some of each parameter's values, spread evenly. */
    @ParameterizedTest
    @MethodSource("networks")
    void theReferencesGradientsAreCentralDifferencesOfItsLoss(NetworkSpec network) {
        var reference = new ReferenceNetwork(network, ParameterInitializer.draw(training(network)), SEED);
        var batch = batch(network, 3);
        reference.trainingGradients(batch, 0).forEach((name, gradient) -> {
            for (int i = 0; i < gradient.length; i += Math.ceilDiv(gradient.length, 31)) {
                assertThat(gradient[i])
                        .as("%s[%d]", name, i)
                        .isCloseTo(centralDifference(reference, name, i, batch), within(1e-7));
            }
        });
    }

    private static double centralDifference(ReferenceNetwork reference, String parameter, int index, Batch batch) {
        double distance = 1e-6;
        var values = reference.parameter(parameter);
        double value = values[index];
        values[index] = value + distance;
        double above = reference.trainingLoss(batch, 0);
        values[index] = value - distance;
        double below = reference.trainingLoss(batch, 0);
        values[index] = value;
        return (above - below) / (2 * distance);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("everywhere")
    void givesTheReferencesLogitsForEveryBatchSize(ScratchEngine engine, String name, NetworkSpec network) {
        var training = training(network);
        var initial = ParameterInitializer.draw(training);
        var reference = new ReferenceNetwork(network, initial, SEED);
        try (var session = engine.open(training, initial, new EngineOptions(2))) {
            for (int size : new int[] {LANES + 1, 1, LANES - 1, LANES, 3, 2 * MAX_BATCH + 1}) {
                var batch = batch(network, size);
                var logits = new float[size * CLASSES];
                session.logits(batch, logits);
                assertClose(
                        String.format(Locale.ROOT, "logits of %d samples", size),
                        logits,
                        reference.logits(batch),
                        1e-5);
            }
        }
    }

    /** Twice: what the first pass leaves behind must not reach the second. */
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("everywhere")
    void givesTheReferencesLogitsInASessionForInferenceToo(ScratchEngine engine, String name, NetworkSpec network) {
        var initial = ParameterInitializer.draw(training(network));
        var batch = batch(network, MAX_BATCH);
        var expected = new ReferenceNetwork(network, initial, SEED).logits(batch);
        try (var session = engine.openForInference(network, initial, MAX_BATCH, new EngineOptions(2))) {
            for (int pass = 1; pass <= 2; pass++) {
                var logits = new float[MAX_BATCH * CLASSES];
                session.logits(batch, logits);
                assertClose("logits in pass " + pass, logits, expected, 1e-5);
            }
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("everywhere")
    void givesTheReferencesLossAndGradients(ScratchEngine engine, String name, NetworkSpec network) {
        var training = training(network);
        var initial = ParameterInitializer.draw(training);
        var reference = new ReferenceNetwork(network, initial, SEED);
        try (var session = engine.open(training, initial, new EngineOptions(2))) {
            // The larger batch first: what it leaves behind must not reach the smaller one.
            for (int size : new int[] {MAX_BATCH, 3}) {
                var batch = batch(network, size);
                double loss = session.computeGradients(batch);
                assertThat(loss).isCloseTo(reference.trainingLoss(batch, 0), within(1e-5));
                assertThatGradientsAreTheReferences(session, reference, batch);
            }
        }
    }

    private static void assertThatGradientsAreTheReferences(Session session, ReferenceNetwork reference, Batch batch) {
        var expected = reference.trainingGradients(batch, 0);
        var gradients = session.gradients().tensors();
        assertThat(gradients).containsOnlyKeys(expected.keySet());
        expected.forEach((name, values) -> {
            double largest = Arrays.stream(values).map(Math::abs).max().orElseThrow();
            assertClose(
                    String.format(Locale.ROOT, "%s, %d samples", name, batch.size()),
                    requireNonNull(gradients.get(name)).values(),
                    values,
                    1e-6 + 2e-5 * largest);
        });
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("everywhere")
    void hasTheParametersThatItsDescriptionSays(ScratchEngine engine, String name, NetworkSpec network) {
        var training = training(network);
        var initial = ParameterInitializer.draw(training);
        try (var session = engine.open(training, initial, new EngineOptions(1))) {
            var snapshot = session.snapshot();
            snapshot.requireMatch(network.resolve().tensors());
            snapshot.tensors()
                    .forEach((parameter, tensor) -> assertThat(tensor.values())
                            .as(parameter)
                            .containsExactly(initial.tensor(parameter).values()));
        }
    }

    private static TrainingSpec training(NetworkSpec network) {
        return TrainingSpec.of(network, OptimizerSpec.sgd(0.1), MAX_BATCH, 1).withSeed(SEED);
    }

    private static Batch batch(NetworkSpec network, int size) {
        return DrawnBatch.of(network.resolve(), size, new SplittableRandom(size));
    }
}
