package org.scratchcnn.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.Engine;
import org.scratchcnn.engine.ParameterInitializer;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.AvgPool2d;
import org.scratchcnn.network.BatchNorm;
import org.scratchcnn.network.Concat;
import org.scratchcnn.network.LayerSpec;
import org.scratchcnn.network.MaxPool2d;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.Residual;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.network.zoo.Zoo;
import org.scratchcnn.oracle.DrawnBatch;
import org.scratchcnn.oracle.GradientJudgement;
import org.scratchcnn.oracle.ReferenceNetwork;

/**
 * The networks of the zoo, without dropout, are the same ones in two engines. The names of its cases are theirs.
 *
 * <p>Where a value before a ReLU is as good as zero, or two of a window as good as equal, rounding decides which way the
 * gradient goes. Deep networks with normalization always have such values, and with one of them the gradient of a tensor
 * jumps by up to a hundredth. One step's gradients are judged with that in mind ({@link GradientJudgement}); over several
 * steps, these networks go without jumps: with tanh and the means of windows.
 */
public abstract class ParityContract extends EngineContract {

    private static final int BATCH_SIZE = 4;

    /** Samples whose gradients are compared with the reference's, which takes its time. */
    private static final int JUDGED = 2;

    /** With it, some engines decide ReLUs of ResNet-20 otherwise than others. */
    private static final long JUDGED_SEED = 2;

    /** The engine that the one under test is compared with; it must express every network. */
    protected abstract Engine other();

    private static Stream<Named<NetworkSpec>> zoo() {
        return Zoo.networks().stream().map(network -> Named.of(network.name(), network));
    }

    protected final Stream<Named<NetworkSpec>> networks() {
        return expressible(zoo());
    }

    private static TrainingSpec training(NetworkSpec network, OptimizerSpec optimizer) {
        return TrainingSpec.of(network.withoutDropout(), optimizer, BATCH_SIZE, 1);
    }

    private static Batch batch(NetworkSpec network, int number) {
        return DrawnBatch.of(network.resolve(), BATCH_SIZE, new SplittableRandom(number));
    }

    private static NetworkSpec withoutJumps(NetworkSpec network) {
        boolean isNormalized =
                network.resolve().operations().stream().anyMatch(layer -> layer.spec() instanceof BatchNorm);
        return isNormalized
                ? new NetworkSpec(network.name(), network.input(), withoutJumps(network.layers()), network.loss())
                : network;
    }

    private static List<LayerSpec> withoutJumps(List<LayerSpec> layers) {
        return layers.stream().map(ParityContract::withoutJumps).toList();
    }

    private static LayerSpec withoutJumps(LayerSpec layer) {
        return switch (layer) {
            case Activation(Activation.Function.Relu _) -> Activation.tanh();
            case MaxPool2d(var window) -> new AvgPool2d(window, false);
            case Residual(var body, var shortcut) -> new Residual(withoutJumps(body), withoutJumps(shortcut));
            case Concat(var branches) ->
                new Concat(branches.stream().map(ParityContract::withoutJumps).toList());
            default -> layer;
        };
    }

    @Test
    public void refusesOnlyTheNetworksThatItCanNotExpress() {
        assertThat(zoo().filter(network -> isRefused(training(network.getPayload(), OptimizerSpec.sgd(0.01))))
                        .map(Named::getName))
                .containsExactlyInAnyOrderElementsOf(inexpressible());
    }

    @ParameterizedTest
    @MethodSource("networks")
    public void givesTheSameLogitsAndLoss(NetworkSpec network) {
        var training = training(network, OptimizerSpec.sgd(0.01));
        try (var session = open(engine(), training);
                var otherSession = open(other(), training)) {
            var batch = batch(network, 1);
            var logits = new float[BATCH_SIZE * network.resolve().logits().count()];
            var otherLogits = logits.clone();
            session.logits(batch, logits);
            otherSession.logits(batch, otherLogits);

            assertThat(otherLogits).containsExactly(logits, within(1e-4f));
            assertThat(otherSession.step(batch)).isCloseTo(session.step(batch), within(1e-4));
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    public void givesTheReferencesGradients(NetworkSpec network) {
        var training = TrainingSpec.of(network.withoutDropout(), OptimizerSpec.sgd(0.01), JUDGED, 1);
        var batch = DrawnBatch.of(network.resolve(), JUDGED, new SplittableRandom(JUDGED_SEED));
        var reference = new ReferenceNetwork(training.network(), ParameterInitializer.draw(training), training.seed());
        try (var session = open(engine(), training)) {
            session.computeGradients(batch);
            new GradientJudgement(reference, batch).judge(engine().name(), session.gradients());
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    public void losesTheSameOverSomeStepsOfGradientDescent(NetworkSpec network) {
        assertLosesTheSame(network, OptimizerSpec.sgd(0.01), within(1e-4));
    }

    /** Adam's formula is tested elsewhere, so one configuration of an engine is enough here. */
    protected Stream<Named<NetworkSpec>> networksForAdam() {
        return networks();
    }

    @ParameterizedTest
    @MethodSource("networksForAdam")
    public void losesTheSameOverSomeStepsOfAdam(NetworkSpec network) {
        assertLosesTheSame(network, OptimizerSpec.adam(1e-3), within(1e-3));
    }

    private void assertLosesTheSame(NetworkSpec network, OptimizerSpec optimizer, Offset<Double> offset) {
        var training = training(withoutJumps(network), optimizer);
        try (var session = open(engine(), training);
                var otherSession = open(other(), training)) {
            for (int step = 1; step <= 8; step++) {
                var batch = batch(network, step);
                assertThat(otherSession.step(batch)).as("step %d", step).isCloseTo(session.step(batch), offset);
            }
        }
    }
}
