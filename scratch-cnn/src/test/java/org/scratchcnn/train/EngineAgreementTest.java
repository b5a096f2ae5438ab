package org.scratchcnn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.scratchcnn.oracle.Numbers.assertClose;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.ParameterInitializer;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.network.zoo.Zoo;
import org.scratchcnn.oracle.DrawnBatch;
import org.scratchcnn.oracle.GradientJudgement;
import org.scratchcnn.oracle.ReferenceNetwork;

/**
 * All engines compute what the reference does: logits, losses and gradients, with the same dropout masks, for every zoo
 * network.
 */
class EngineAgreementTest {

    private static final int BATCH = 2;

    /** With it, some engines decide ReLUs of ResNet-20 otherwise than others. */
    private static final long SEED = 2;

    private static boolean isLarge(NetworkSpec network) {
        return network.resolve().forwardMacs() > 20_000_000;
    }

    static Stream<Named<NetworkSpec>> small() {
        return Zoo.networks().stream()
                .filter(network -> !isLarge(network))
                .map(network -> Named.of(network.name(), network));
    }

    /** Those that the reference takes seconds for. */
    static Stream<Named<NetworkSpec>> large() {
        return Zoo.networks().stream()
                .filter(EngineAgreementTest::isLarge)
                .map(network -> Named.of(network.name(), network));
    }

    @Tag("without-vectors")
    @ParameterizedTest
    @MethodSource("small")
    void everyEngineComputesWhatTheReferenceDoes(NetworkSpec network) {
        assertThatEveryEngineAgrees(network);
    }

    @ParameterizedTest
    @MethodSource("large")
    void everyEngineComputesWhatTheReferenceDoesForLargeNetworks(NetworkSpec network) {
        assertThatEveryEngineAgrees(network);
    }

    private static void assertThatEveryEngineAgrees(NetworkSpec network) {
        var training = TrainingSpec.of(network, OptimizerSpec.sgd(0.01), BATCH, 1);
        var initial = ParameterInitializer.draw(training);
        var batch = DrawnBatch.of(network.resolve(), BATCH, new SplittableRandom(SEED));
        var reference = new ReferenceNetwork(network, initial, training.seed());
        var expectedLogits = reference.logits(batch);
        double expectedLoss = reference.trainingLoss(batch, 0);
        var judgement = new GradientJudgement(reference, batch);
        for (var engine : ScratchEngines.all()) {
            try (var session = engine.open(training, initial, new EngineOptions(2))) {
                var logits = new float[expectedLogits.length];
                session.logits(batch, logits);
                assertClose(engine.name() + ": logits", logits, expectedLogits, 1e-5);
                assertThat(session.computeGradients(batch))
                        .as("%s: loss", engine.name())
                        .isCloseTo(expectedLoss, within(1e-5));
                judgement.judge(engine.name(), session.gradients());
            }
        }
    }
}
