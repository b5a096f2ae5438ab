package org.scratchcnn.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.scratchcnn.oracle.Numbers.assertClose;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.Concat;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.Dropout;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.Residual;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.network.zoo.OperationCases;
import org.scratchcnn.oracle.DrawnBatch;
import org.scratchcnn.oracle.Numbers;
import org.scratchcnn.oracle.ReferenceNetwork;

/** Every layer and loss means in the engine what the description says. */
public abstract class SemanticsContract extends EngineContract {

    private static final int SAMPLES = 3;
    private static final double TOLERANCE = 1e-5;

    /** Those of the zoo, and blocks and branches that normalize. */
    private static final List<NetworkSpec> NETWORKS = Stream.concat(
                    OperationCases.networks().stream(),
                    Stream.of(
                            OperationCases.image(
                                    "residual block", SmallBlocks.stem(), SmallBlocks.residual(), Activation.relu()),
                            OperationCases.image(
                                    "residual block with a projection",
                                    SmallBlocks.stem(),
                                    SmallBlocks.projected(),
                                    Activation.relu()),
                            OperationCases.image(
                                    "residual block that begins with its activation",
                                    SmallBlocks.stem(),
                                    Residual.of(Activation.relu(), SmallBlocks.convolution(4, 4)),
                                    Activation.relu()),
                            OperationCases.image(
                                    "residual block over the input",
                                    Residual.of(SmallBlocks.convolution(2, 2), Activation.tanh())),
                            OperationCases.image(
                                    "residual block around nothing", SmallBlocks.stem(), Residual.of(new Dropout(0))),
                            OperationCases.image(
                                    "branches", SmallBlocks.stem(), SmallBlocks.branches(), Activation.relu()),
                            OperationCases.image(
                                    "branches that are the same",
                                    SmallBlocks.stem(),
                                    new Concat(List.of(List.of(), List.of()))),
                            OperationCases.image("branches over the input", SmallBlocks.branches(2))))
            .toList();

    private static Stream<Named<NetworkSpec>> all() {
        return NETWORKS.stream().map(network -> Named.of(network.name(), network));
    }

    protected final Stream<Named<NetworkSpec>> networks() {
        return expressible(all());
    }

    private static TrainingSpec training(NetworkSpec network) {
        return TrainingSpec.of(network, OptimizerSpec.sgd(0.1), SAMPLES, 1);
    }

    @Test
    public void refusesOnlyTheLayersThatItCanNotExpress() {
        assertThat(all().filter(network -> isRefused(training(network.getPayload())))
                        .map(Named::getName))
                .containsExactlyInAnyOrderElementsOf(inexpressible());
    }

    @ParameterizedTest
    @MethodSource("networks")
    public void computesTheLogitsLossAndGradientsOfTheDescription(NetworkSpec network) {
        var batch = drawn(network);
        if (network.loss() instanceof LossSpec.OfClasses) {
            assertComputes(network, batch);
        } else {
            assertComputes(network, new Batch(SAMPLES, batch.inputs(), shares(network)));
        }
    }

    /** Labels stand for one-hot values, and softmax takes shares of several classes. */
    @ParameterizedTest
    @MethodSource("plainLosses")
    public void takesLabelsAndValuesAsTargetsOfAnyLoss(LossSpec loss) {
        var network = OperationCases.image("targets", loss, Conv2d.of(2, 3, 3), Activation.tanh());
        var labelled = drawn(network);
        assertComputes(network, labelled);
        assertComputes(network, new Batch(SAMPLES, labelled.inputs(), shares(network)));
    }

    private static List<LossSpec> plainLosses() {
        return List.of(LossSpec.SOFTMAX_CROSS_ENTROPY, LossSpec.BINARY_CROSS_ENTROPY, LossSpec.MEAN_SQUARED_ERROR);
    }

    private void assertComputes(NetworkSpec network, Batch batch) {
        var initial = SmallBlocks.drawn(training(network));
        var reference = new ReferenceNetwork(network, initial, 0);
        try (var session = engine().open(training(network), initial, new EngineOptions(1))) {
            var logits = new float[SAMPLES * network.resolve().logits().count()];
            session.logits(batch, logits);
            assertClose("logits", logits, reference.logits(batch), TOLERANCE);

            assertThat(session.computeGradients(batch)).isCloseTo(reference.trainingLoss(batch, 0), within(TOLERANCE));
            var gradients = session.gradients();
            var expectedGradients = reference.trainingGradients(batch, 0);
            assertThat(gradients.tensors()).containsOnlyKeys(expectedGradients.keySet());
            expectedGradients.forEach(
                    (name, expected) -> assertClose(name, gradients.tensor(name).values(), expected, TOLERANCE));
        }
    }

    private static Batch drawn(NetworkSpec network) {
        return DrawnBatch.of(network.resolve(), SAMPLES, new SplittableRandom(7));
    }

    /** Values in [0, 1), of each sample's outputs together 1. */
    private static Batch.Values shares(NetworkSpec network) {
        int outputs = network.resolve().logits().count();
        var values = Numbers.random(SAMPLES * outputs, new SplittableRandom(8));
        for (int n = 0; n < SAMPLES; n++) {
            float sum = 0;
            for (int k = n * outputs; k < (n + 1) * outputs; k++) {
                values[k] = Math.abs(values[k]);
                sum += values[k];
            }
            for (int k = n * outputs; k < (n + 1) * outputs; k++) {
                values[k] /= sum;
            }
        }
        return new Batch.Values(values);
    }
}
