package org.scratchcnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.scratchcnn.Layers.conv2d;
import static org.scratchcnn.Layers.dense;
import static org.scratchcnn.Layers.dropout;
import static org.scratchcnn.Layers.features;
import static org.scratchcnn.Layers.flatten;
import static org.scratchcnn.Layers.image;
import static org.scratchcnn.Layers.maxPool2d;
import static org.scratchcnn.Layers.relu;
import static org.scratchcnn.network.OptimizerSpec.adam;
import static org.scratchcnn.network.OptimizerSpec.sgd;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scratchcnn.network.AveragingSpec;
import org.scratchcnn.network.DecaySpec;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.ParameterGroup;
import org.scratchcnn.network.ParameterSpec.Role;
import org.scratchcnn.train.TrainingDivergedException;
import org.scratchcnn.train.TrainingPosition;

class ModelTest {

    private static final Network POINTS = Network.of(features(2), dense(8), relu(), dropout(0.1), dense(2));

    private static final Network SIDES =
            Network.of(image(1, 8, 8), conv2d(4, 3).same(), relu(), maxPool2d(2), flatten(), dense(2));

    @TempDir
    private Path folder = Path.of("");

    private static void assertThatWeightsAreEqual(Model actual, Model expected) {
        expected.parameters()
                .tensors()
                .forEach((name, tensor) -> assertThat(
                                actual.parameters().tensor(name).values())
                        .as(name)
                        .containsExactly(tensor.values()));
    }

    @Test
    void learnsAndSaysHowWell() {
        try (var model = Model.create(POINTS)) {
            var history = model.fit(
                    DrawnData.halves(400, 1),
                    fit -> fit.epochs(20).batchSize(16).optimizer(adam(0.01)).validation(0.1));

            assertThat(history.epochs()).hasSize(20);
            assertThat(history.epochs().getFirst().loss())
                    .isGreaterThan(history.last().loss());
            assertThat(history.last().samples()).isEqualTo(360);
            assertThat(history.last().accuracy()).isBetween(0.9, 1.0);
            assertThat(Objects.requireNonNull(history.last().validation()).accuracy())
                    .isBetween(0.9, 1.0);

            var result = (Evaluation.OfClasses) model.evaluate(DrawnData.halves(200, 2));
            assertThat(result.samples()).isEqualTo(200);
            assertThat(result.accuracy()).isGreaterThan(0.95);
            assertThat(result.precision(0)).isBetween(0.9, 1.0);
            assertThat(result.recall(1)).isBetween(0.9, 1.0);
            assertThat(result.ofClass(0) + result.ofClass(1)).isEqualTo(200);
        }
    }

    @Test
    void predictsAnImageFileAsTheModelWasTrainedToSeeIt() throws IOException {
        var data = DrawnData.sides(100, 1);
        var file = folder.resolve("left.png");
        var picture = new BufferedImage(20, 20, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < 20; y++) {
            for (int x = 0; x < 10; x++) {
                picture.getRaster().setSample(x, y, 0, 150);
            }
        }
        ImageIO.write(picture, "png", file.toFile());
        try (var model = Model.create(SIDES)) {
            model.fit(data.train(), fit -> fit.epochs(5).batchSize(10).optimizer(adam(0.01)));

            assertThat(model.evaluate(data.test()).accuracy()).isEqualTo(1);
            var prediction = model.predict(file);
            assertThat(prediction.label()).isEqualTo("0");
            assertThat(prediction.probability()).isGreaterThan(0.8);
            assertThat(prediction.candidates().stream()
                            .mapToDouble(Prediction.Candidate::probability)
                            .sum())
                    .isCloseTo(1, within(1e-9));
            assertThat(model.predict(data.test())).hasSize(20);
        }
    }

    @Test
    void aLoadedModelAnswersTheSame() throws IOException {
        var file = folder.resolve("model.safetensors");
        var data = DrawnData.sides(60, 1);
        try (var model = Model.create(SIDES)) {
            model.fit(data.train(), fit -> fit.epochs(1).batchSize(8));
            model.save(file);

            try (var loaded = Model.load(file)) {
                assertThat(loaded.network()).isEqualTo(model.network());
                assertThat(loaded.classNames()).containsExactly("0", "1");
                assertThat(loaded.input()).isEqualTo(model.input());
                assertThat(loaded.trainedOn()).isEqualTo(model.trainedOn());
                assertThat(loaded.history()).isEqualTo(model.history());
                assertThat(loaded.settings()).isEmpty();
                assertThat(loaded.predict(data.test())).isEqualTo(model.predict(data.test()));
            }
        }
    }

    @Test
    void trainingInTwoGoesGivesTheBitsOfOneGoOnAnotherNumberOfThreadsToo() throws IOException {
        var data = DrawnData.halves(100, 1);
        var file = folder.resolve("checkpoint.safetensors");
        try (var whole = Model.create(POINTS);
                var begun = Model.create(POINTS)) {
            whole.fit(data, fit -> fit.epochs(4).batchSize(9).validation(0.2).threads(1));
            begun.fit(data, fit -> fit.epochs(1).batchSize(9).validation(0.2).threads(1));
            begun.saveCheckpoint(file);

            try (var resumed = Model.load(file)) {
                resumed.fit(
                        data, _ -> resumed.settings().orElseThrow().epochs(3).threads(3));

                assertThatWeightsAreEqual(resumed, whole);
                assertThat(resumed.history().epochs())
                        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("seconds")
                        .isEqualTo(whole.history().epochs());
            }
        }
    }

    @Test
    void aTrainingWithAveragesAnswersByThemAndGoesOnWithTheSameBits() throws IOException {
        var data = DrawnData.halves(100, 1);
        var file = folder.resolve("checkpoint.safetensors");
        UnaryOperator<Fit> averaged =
                fit -> fit.batchSize(8).averaging(new AveragingSpec.ExponentialMovingAverage(0.9));
        try (var whole = Model.create(POINTS);
                var plain = Model.create(POINTS);
                var begun = Model.create(POINTS)) {
            whole.fit(data, fit -> averaged.apply(fit).epochs(3));
            plain.fit(data, fit -> fit.epochs(3).batchSize(8));
            begun.fit(data, fit -> averaged.apply(fit).epochs(1));
            begun.saveCheckpoint(file);
            try (var resumed = Model.load(file)) {
                resumed.fit(data, _ -> resumed.settings().orElseThrow().epochs(2));

                assertThatWeightsAreEqual(resumed, whole);
                assertThat(whole.history().last().loss())
                        .isEqualTo(plain.history().last().loss());
                assertThat(whole.parameters().tensor("0.weight").values())
                        .isNotEqualTo(plain.parameters().tensor("0.weight").values());
            }
        }
    }

    @Test
    void decayGroupsAndFrozenLayersGoOnWithTheCheckpoint() throws IOException {
        var data = DrawnData.halves(100, 1);
        var file = folder.resolve("checkpoint.safetensors");
        UnaryOperator<Fit> settings = fit -> fit.batchSize(9)
                .optimizer(OptimizerSpec.muon(0.02))
                .decay(new DecaySpec.Decoupled(0.1))
                .groups(span -> List.of(
                        ParameterGroup.withoutDecay(),
                        ParameterGroup.ofRoles(Role.BIAS).frozenUntil(span.steps(2))))
                .freeze("0");
        try (var whole = Model.create(POINTS);
                var begun = Model.create(POINTS)) {
            var initial = whole.parameters();
            whole.fit(data, fit -> settings.apply(fit).epochs(4));
            begun.fit(data, fit -> settings.apply(fit).epochs(2));
            var half = begun.parameters();
            begun.saveCheckpoint(file);

            try (var resumed = Model.load(file)) {
                assertThat(resumed.settings().orElseThrow().decay()).isEqualTo(new DecaySpec.Decoupled(0.1));
                resumed.fit(data, _ -> resumed.settings().orElseThrow().epochs(2));

                assertThatWeightsAreEqual(resumed, whole);
                assertThat(resumed.parameters().tensor("0.weight").values())
                        .isEqualTo(initial.tensor("0.weight").values());
                var bias = "3.bias";
                assertThat(half.tensor(bias).values())
                        .isEqualTo(initial.tensor(bias).values())
                        .isNotEqualTo(resumed.parameters().tensor(bias).values());
            }
        }
    }

    @Test
    void aTrainingThatIsStoppedWithinAnEpochGoesOnWithTheSameBits() throws IOException {
        var data = DrawnData.halves(100, 1);
        var file = folder.resolve("checkpoint.safetensors");
        try (var whole = Model.create(POINTS);
                var stopped = Model.create(POINTS)) {
            whole.fit(data, fit -> fit.epochs(3).batchSize(8));
            var history = stopped.fit(
                    data,
                    fit -> fit.epochs(3).batchSize(8).listener(new FitListener() {
                        @Override
                        public void stepDone(TrainingPosition position, int steps) {
                            if (position.epoch() == 2 && position.step() == 5) {
                                stopped.stop();
                            }
                        }
                    }));
            assertThat(history.epochs()).hasSize(1);
            stopped.saveCheckpoint(file);

            try (var resumed = Model.load(file)) {
                assertThatThrownBy(() -> resumed.fit(data, fit -> fit.epochs(2).batchSize(4)))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith(
                                "The last training was stopped in epoch 2, after 5 batches; finish the epoch first with");
                resumed.fit(data, _ -> resumed.settings().orElseThrow().epochs(2));

                assertThatWeightsAreEqual(resumed, whole);
                assertThat(resumed.history().epochs())
                        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("seconds")
                        .isEqualTo(whole.history().epochs());
            }
        }
    }

    @Test
    void learnsValuesToo() {
        var network = Network.of(LossSpec.MEAN_SQUARED_ERROR, features(1), dense(2));
        try (var model = Model.create(network)) {
            var history = model.fit(
                    DrawnData.lines(200, 1),
                    fit -> fit.epochs(30).batchSize(10).optimizer(sgd(0.1)).validation(0.2));

            assertThat(history.last().accuracy()).isNaN();
            var result = (Evaluation.OfValues) model.evaluate(DrawnData.lines(50, 2));
            assertThat(result.meanAbsoluteError()).isLessThan(0.01);
            assertThat(result.meanSquaredError()).isEqualTo(result.loss()).isLessThan(1e-4);
            assertThat(result.r2()).isBetween(0.999, 1.0);
            var prediction = model.predict(new float[] {0.5f});
            assertThat(prediction.outputs().getFirst()).isCloseTo(2, within(0.05f));
            assertThatThrownBy(prediction::label).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void refusesDataOfAnotherShapeOrOtherClassesBeforeTraining() {
        try (var model = Model.create(POINTS)) {
            assertThatThrownBy(() -> model.fit(DrawnData.sides(20, 1).train(), fit -> fit))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("The data are of [1, 8, 8], but network takes [2]");
            var three = Dataset.labelled(features(2), new float[6], new int[] {0, 1, 2}, List.of("a", "b", "c"));
            assertThatThrownBy(() -> model.fit(three, fit -> fit))
                    .hasMessage("The data have 3 classes, but network has 2 outputs");
            assertThatThrownBy(() -> model.fit(DrawnData.halves(10, 1), fit -> fit.batchSize(11)))
                    .hasMessage(
                            "Batches of 11 samples are larger than the data, which have 10 to train on; take smaller ones");
            model.fit(DrawnData.halves(10, 1), fit -> fit.epochs(1).batchSize(5));
            var renamed = Dataset.labelled(features(2), new float[4], new int[] {0, 1}, List.of("up", "down"));
            assertThatThrownBy(() -> model.evaluate(renamed))
                    .hasMessage(
                            "The data have the classes [up, down], but the model knows [below, above] and not [up, down]");
        }
    }

    @Test
    void refusesToPredictSamplesOfAnotherShape() {
        try (var model = Model.create(POINTS)) {
            assertThatThrownBy(() -> model.predict(new float[3]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("A sample of [2] has 2 values, but was given 3");
            var sides = DrawnData.sides(20, 1).test();
            assertThatThrownBy(() -> model.predict(sides)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> model.predict(Path.of("image.png")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "This model was not trained on images, so it can't prepare image.png; give it an array of [2]");
        }
    }

    @Test
    void aTrainingThatDivergesLeavesTheModelAsItWas() {
        try (var model = Model.create(POINTS);
                var untouched = Model.create(POINTS)) {
            assertThatThrownBy(() -> model.fit(
                            DrawnData.halves(100, 1), fit -> fit.epochs(2).optimizer(sgd(1e30))))
                    .isInstanceOf(TrainingDivergedException.class);

            assertThatWeightsAreEqual(model, untouched);
        }
    }

    @Test
    void threadsMaySharePredictions() throws Exception {
        try (var model = Model.create(POINTS);
                var threads = Executors.newFixedThreadPool(8)) {
            var data = DrawnData.halves(64, 1);
            model.fit(data, fit -> fit.epochs(1));
            var expected = model.predict(data);
            var answers = new ArrayList<Future<Integer>>();
            for (int t = 0; t < 8; t++) {
                int first = t;
                answers.add(threads.submit(() -> {
                    int right = 0;
                    for (int n = 0; n < 500; n++) {
                        int sample = (n + first) % 64;
                        right += model.predict(data.sample(sample))
                                        .label()
                                        .equals(expected.get(sample).label())
                                ? 1
                                : 0;
                    }
                    return right;
                }));
            }
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(500);
            }
        }
    }

    @Test
    void tellsTwoClassesApartByOneOutput() throws IOException {
        var random = new SplittableRandom(1);
        var inputs = new float[200];
        var targets = new float[200];
        for (int n = 0; n < 200; n++) {
            inputs[n] = (float) random.nextDouble(-1, 1);
            targets[n] = inputs[n] > 0 ? 1 : 0;
        }
        var data = Dataset.values(features(1), inputs, 1, targets);
        var file = folder.resolve("binary.safetensors");
        try (var model = Model.create(Network.of(LossSpec.BINARY_CROSS_ENTROPY, features(1), dense(1)))) {
            model.fit(data, fit -> fit.epochs(60).optimizer(adam(0.1)));
            model.save(file);

            var result = (Evaluation.OfValues) model.evaluate(data);
            assertThat(result.meanAbsoluteError()).isLessThan(0.1);
            assertThat(result.r2()).isBetween(0.8, 1.0);
            assertThat(result.loss()).isCloseTo(model.history().last().loss(), within(0.02));
            assertThat(model.predict(new float[] {0.9f}).outputs().getFirst()).isBetween(0.9f, 1f);
        }
        try (var loaded = Model.load(file)) {
            assertThat(loaded.history().last().accuracy()).isNaN();
            assertThat(loaded.predict(new float[] {-0.9f}).outputs().getFirst()).isBetween(0f, 0.1f);
        }
    }

    @Test
    void theLabelIsTheLargestOutputsWhereProbabilitiesAreAllOne() {
        var prediction =
                Prediction.of(new float[] {1.02f, 1.31f, 0}, 0, 3, LossSpec.MEAN_SQUARED_ERROR, List.of("a", "b", "c"));

        assertThat(prediction.label()).isEqualTo("b");
        assertThat(prediction.probability()).isEqualTo(1);
    }

    @Test
    void evaluatesDataWithSomeOfItsClassesInAnotherOrder() {
        var three = Dataset.labelled(features(2), new float[12], new int[] {0, 1, 2, 0, 1, 2}, List.of("a", "b", "c"));
        try (var model = Model.create(Network.of(features(2), dense(3)))) {
            model.fit(three, fit -> fit.epochs(1).batchSize(2));
            var two = Dataset.labelled(features(2), new float[6], new int[] {0, 0, 1}, List.of("c", "a"));

            var result = (Evaluation.OfClasses) model.evaluate(two);

            assertThat(result.classNames()).containsExactly("a", "b", "c");
            assertThat(result.ofClass(2)).isEqualTo(2);
            assertThat(result.ofClass(0)).isEqualTo(1);
        }
    }

    @Test
    void aStopThatComesBeforeTheTrainingEndsItBeforeItsFirstBatch() {
        try (var model = Model.create(POINTS);
                var untouched = Model.create(POINTS)) {
            model.stop();
            assertThat(model.fit(DrawnData.halves(40, 1)).epochs()).isEmpty();
            assertThatWeightsAreEqual(model, untouched);
            assertThat(model.fit(DrawnData.halves(40, 1), fit -> fit.epochs(1)).epochs())
                    .hasSize(1);
        }
    }

    @Test
    void refusesToBeTrainedWhileItIsTrained() {
        var data = DrawnData.halves(40, 1);
        try (var model = Model.create(POINTS)) {
            assertThatThrownBy(() -> model.fit(
                            data,
                            fit -> fit.listener(new FitListener() {
                                @Override
                                public void epochDone(History.Epoch epoch) {
                                    model.fit(data);
                                }
                            })))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("This model is being trained already");
        }
    }

    @Test
    void refusesToWorkAfterItWasClosed() {
        var model = Model.create(POINTS);
        model.close();
        assertThatThrownBy(() -> model.predict(new float[2])).isInstanceOf(IllegalStateException.class);
    }
}
