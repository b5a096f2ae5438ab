package org.scratchcnn.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.scratchcnn.core.engine.Batch;
import org.scratchcnn.core.engine.Engine;
import org.scratchcnn.core.engine.EngineOptions;
import org.scratchcnn.core.engine.Session;
import org.scratchcnn.core.engine.Support;
import org.scratchcnn.core.parameter.ParameterInitializer;
import org.scratchcnn.core.spec.NetworkSpec;
import org.scratchcnn.core.spec.OptimizerSpec;
import org.scratchcnn.core.spec.TrainingSpec;
import org.scratchcnn.core.zoo.Zoo;
import org.scratchcnn.scratch.train.ScratchEngines;

/** The networks of the zoo, without dropout, are the same ones in Deeplearning4j and in the scratch library. */
class ZooParityTest {

    private static final int BATCH_SIZE = 4;
    private static final Engine SCRATCH = ScratchEngines.engine("scratch-im2col");

    static Stream<Arguments> networks() {
        return Dl4jEngine.all().stream().flatMap(ZooParityTest::networks);
    }

    /** The optimizer is the same code with and without layer helpers. */
    static Stream<Arguments> networksWithLayerHelpers() {
        return networks(Dl4jEngine.withLayerHelpers());
    }

    private static Stream<Arguments> networks(Engine engine) {
        return Zoo.networks().stream()
                .filter(network -> engine.supports(training(network, OptimizerSpec.sgd(0.01))) instanceof Support.Yes)
                .map(network -> Arguments.of(Named.of(engine.name(), engine), Named.of(network.name(), network)));
    }

    private static TrainingSpec training(NetworkSpec network, OptimizerSpec optimizer) {
        return TrainingSpec.of(network.withoutDropout(), optimizer, BATCH_SIZE, 1);
    }

    private static Session open(Engine engine, TrainingSpec training) {
        return engine.open(training, ParameterInitializer.draw(training), new EngineOptions(1));
    }

    private static Batch batch(NetworkSpec network, int number) {
        return Samples.batch(network, BATCH_SIZE, number);
    }

    @Test
    void coversEveryNetworkButTheOneWithABiasForEachPosition() {
        var all = Zoo.networks().stream().map(NetworkSpec::name).filter(name -> !name.equals("mnist-untied-cnn"));

        assertThat(networksWithLayerHelpers()
                        .map(arguments -> ((Named<?>) arguments.get()[1]).getName()))
                .containsExactlyElementsOf(all.toList());
    }

    @ParameterizedTest
    @MethodSource("networks")
    void givesTheSameLogits(Engine dl4j, NetworkSpec network) {
        var training = training(network, OptimizerSpec.sgd(0.01));
        try (var reference = open(dl4j, training);
                var scratch = open(SCRATCH, training)) {
            var batch = batch(network, 1);
            var expected = new float[BATCH_SIZE * network.resolve().logits().count()];
            var actual = expected.clone();
            reference.logits(batch, expected);
            scratch.logits(batch, actual);

            assertThat(actual).containsExactly(expected, within(1e-4f));
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void givesTheSameGradients(Engine dl4j, NetworkSpec network) {
        var training = training(network, OptimizerSpec.sgd(0.01));
        try (var reference = open(dl4j, training);
                var scratch = open(SCRATCH, training)) {
            var batch = batch(network, 1);
            reference.computeGradients(batch);
            scratch.computeGradients(batch);
            var gradients = scratch.gradients();

            reference
                    .gradients()
                    .tensors()
                    .forEach((name, expected) -> assertThat(
                                    relativeDistance(gradients.tensor(name).values(), expected.values()))
                            .as(name)
                            .isLessThan(1e-4));
        }
    }

    /** {@code ‖a − b‖ / ‖b‖}. */
    private static double relativeDistance(float[] a, float[] b) {
        double distance = 0;
        double length = 0;
        for (int i = 0; i < b.length; i++) {
            double difference = (double) a[i] - b[i];
            distance += difference * difference;
            length += (double) b[i] * b[i];
        }
        return Math.sqrt(distance / length);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void losesTheSameOverTenStepsOfGradientDescent(Engine dl4j, NetworkSpec network) {
        var training = training(network, OptimizerSpec.sgd(0.01));
        try (var reference = open(dl4j, training);
                var scratch = open(SCRATCH, training)) {
            for (int step = 1; step <= 10; step++) {
                var batch = batch(network, step);
                assertThat(scratch.step(batch)).as("step %d", step).isCloseTo(reference.step(batch), within(1e-4));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("networksWithLayerHelpers")
    void losesTheSameOverFiftyStepsOfAdam(Engine dl4j, NetworkSpec network) {
        var training = training(network, OptimizerSpec.adam(1e-3));
        try (var reference = open(dl4j, training);
                var scratch = open(SCRATCH, training)) {
            for (int step = 1; step <= 50; step++) {
                var batch = batch(network, step);
                assertThat(scratch.step(batch))
                        .as("step %d", step)
                        .isCloseTo(reference.step(batch), withinPercentage(1));
            }
        }
    }
}
