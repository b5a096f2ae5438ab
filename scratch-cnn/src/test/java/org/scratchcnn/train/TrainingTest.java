package org.scratchcnn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.ParameterInitializer;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.engine.PatchWhitening;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.BatchNorm;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.ParameterGroup;
import org.scratchcnn.network.ParameterSpec;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.network.zoo.Zoo;
import org.scratchcnn.oracle.DrawnBatch;

class TrainingTest {

    static Stream<NetworkSpec> zoo() {
        return Zoo.networks().stream();
    }

    static Stream<ScratchEngine> engines() {
        return ScratchEngines.all().stream();
    }

    /** Also the example of how the library is used. */
    @ParameterizedTest
    @MethodSource("engines")
    void learnsASpiral(ScratchEngine engine) {
        var network = new NetworkSpec(
                "three-armed-spiral",
                Shape.features(2),
                List.of(Dense.of(2, 32), Activation.relu(), Dense.of(32, 3)),
                LossSpec.SOFTMAX_CROSS_ENTROPY);
        var training = TrainingSpec.of(network, OptimizerSpec.adam(0.02), 32, 40);
        var trainingSamples = Samples.spiral(3, 100, training.batchSize(), new SplittableRandom(1));
        var testSamples = Samples.spiral(3, 100, training.batchSize(), new SplittableRandom(2));

        try (var session = engine.open(training)) {
            var evaluator = new Evaluator(testSamples, network);
            var loop = new TrainingLoop(session, trainingSamples, evaluator::evaluate, TrainingListener.NONE);
            var epochs = loop.run(training.epochs());
            assertThat(epochs.getLast().evaluation().accuracy()).isGreaterThan(0.8);

            int[] predicted = new Classifier(session, network).predict(testSamples.inputs(), 300);
            int correct = 0;
            for (int n = 0; n < predicted.length; n++) {
                correct += predicted[n] == testSamples.labels()[n] ? 1 : 0;
            }
            assertThat(correct / 300.0).isEqualTo(epochs.getLast().evaluation().accuracy());
        }
    }

    @ParameterizedTest
    @MethodSource("zoo")
    void everyNetworkLearnsASingleImage(NetworkSpec network) {
        boolean normalizes =
                network.resolve().operations().stream().anyMatch(operation -> operation.spec() instanceof BatchNorm);
        // Smoothed labels leave a loss to the best of answers.
        var plain = new NetworkSpec(network.name(), network.input(), network.layers(), LossSpec.SOFTMAX_CROSS_ENTROPY);
        // Normalized networks take larger steps.
        var optimizer = OptimizerSpec.adam(normalizes ? 1e-2 : 1e-3);
        var training = TrainingSpec.of(plain.withoutDropout(), optimizer, 1, 1);
        var image = DrawnBatch.of(network.resolve(), 1, new SplittableRandom(3));
        try (var session = ScratchEngines.all().getFirst().open(training)) {
            double loss = session.step(image);
            for (int step = 1; loss >= 1e-3 && step < 2_000; step++) {
                loss = session.step(image);
            }
            assertThat(loss).isLessThan(1e-3);
        }
    }

    @Test
    void airbenchLearnsByItsRecipe() {
        var training = Tasks.cifar10Airbench94()
                .training()
                .withBatchSize(16)
                .withGroups(
                        ParameterGroup.ofLayers("0")
                                .withRoles(ParameterSpec.Role.WEIGHT)
                                .frozen(),
                        ParameterGroup.ofRoles(ParameterSpec.Role.SCALE).frozen());
        var network = training.network().resolve();
        var batch = DrawnBatch.of(network, 16, new SplittableRandom(3));
        var initial = PatchWhitening.of(
                network, ParameterInitializer.draw(training), "0", batch.inputs(), 16, PatchWhitening.EPSILON);
        try (var session = ScratchEngines.lanes().open(training, initial, EngineOptions.allProcessors())) {
            double first = session.step(batch);
            double last = first;
            for (int step = 1; step < 5; step++) {
                last = session.step(batch);
            }
            var trained = session.snapshot();

            assertThat(last).isLessThan(first - 1);
            assertThat(trained.tensor("0.weight").values())
                    .containsExactly(initial.tensor("0.weight").values());
            assertThat(trained.tensor("4.weight").values()).containsOnly(1);
            assertThat(trained.tensor("4.bias").values()).doesNotContain(0);
        }
    }

    @Test
    void stopsWhenItDiverges() {
        var training = TrainingSpec.of(Zoo.spiralMlp(), OptimizerSpec.sgd(1e30), 32, 5);
        var samples = Samples.spiral(8, 20, training.batchSize(), new SplittableRandom(1));
        try (var session = ScratchEngines.all().getFirst().open(training)) {
            var evaluator = new Evaluator(samples, training.network());
            var loop = new TrainingLoop(session, samples, evaluator::evaluate, TrainingListener.NONE);
            assertThatThrownBy(() -> loop.run(training.epochs()))
                    .isInstanceOf(TrainingDivergedException.class)
                    .hasMessageContaining("training has diverged");
        }
    }

    @Test
    void aDivergedNetworkHasNoPredictions() {
        var training = TrainingSpec.of(Zoo.spiralMlp(), OptimizerSpec.sgd(1e30), 32, 1);
        var samples = Samples.spiral(8, 4, training.batchSize(), new SplittableRandom(1));
        try (var session = ScratchEngines.all().getFirst().open(training)) {
            session.step(samples.epoch(1).next());
            session.step(samples.epoch(1).next());
            var classifier = new Classifier(session, training.network());
            assertThatThrownBy(() -> classifier.predict(samples.inputs(), 32))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("its training has diverged");
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void givesTheSameBitsOnAnyNumberOfThreads(ScratchEngine engine) {
        var expected = afterThreeSteps(engine, 1);
        for (int threads = 2; threads <= 4; threads++) {
            var parameters = afterThreeSteps(engine, threads);
            for (var name : expected.tensors().keySet()) {
                float[] values = parameters.tensor(name).values();
                assertThat(Arrays.mismatch(values, expected.tensor(name).values()))
                        .as("index of a difference in %s with %d threads", name, threads)
                        .isEqualTo(-1);
            }
        }
    }

    private static ParameterSnapshot afterThreeSteps(ScratchEngine engine, int threads) {
        var training = TrainingSpec.of(Zoo.fashionCnn(), OptimizerSpec.adam(1e-3), 40, 1);
        var random = new SplittableRandom(9);
        var initial = ParameterInitializer.draw(training);
        try (var session = engine.open(training, initial, new EngineOptions(threads))) {
            for (int size : new int[] {40, 20, 7}) {
                session.step(DrawnBatch.of(training.network().resolve(), size, random));
            }
            return session.snapshot();
        }
    }

    @Test
    void probabilitiesAddUpToOneAndTheLargestIsThePrediction() {
        var network = Zoo.spiralMlp();
        var training = TrainingSpec.of(network, OptimizerSpec.adam(1e-3), 4, 1);
        float[] points = {0.5f, -0.25f, 0, 1, 0.75f, 0.75f};
        try (var session = ScratchEngines.all().getFirst().open(training)) {
            var classifier = new Classifier(session, network);
            double[] probabilities = classifier.probabilities(points, 3);
            int[] predicted = classifier.predict(points, 3);
            for (int n = 0; n < 3; n++) {
                double sum = 0;
                for (int k = 0; k < 8; k++) {
                    sum += probabilities[8 * n + k];
                    assertThat(probabilities[8 * n + k]).isBetween(0.0, probabilities[8 * n + predicted[n]]);
                }
                assertThat(sum).isBetween(1 - 1e-6, 1 + 1e-6);
            }
        }
    }
}
