package org.scratchcnn.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.scratchcnn.Layers.batchNorm;
import static org.scratchcnn.Layers.conv2d;
import static org.scratchcnn.Layers.dense;
import static org.scratchcnn.Layers.features;
import static org.scratchcnn.Layers.flatten;
import static org.scratchcnn.Layers.image;
import static org.scratchcnn.Layers.maxPool2d;
import static org.scratchcnn.Layers.relu;
import static org.scratchcnn.Layers.sigmoid;
import static org.scratchcnn.network.OptimizerSpec.adam;
import static org.scratchcnn.network.OptimizerSpec.sgd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scratchcnn.BranchedNetwork;
import org.scratchcnn.Dataset;
import org.scratchcnn.LayerBuilder;
import org.scratchcnn.Model;
import org.scratchcnn.Network;
import org.scratchcnn.check.Check.Status;
import org.scratchcnn.check.Check.Subject;
import org.scratchcnn.datasets.sample.Shuffle;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.engine.Session;
import org.scratchcnn.engine.Tensor;
import org.scratchcnn.loss.Softmax;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.zoo.Zoo;

/** Sound networks are found sound, and a planted fault is found where it is. */
class CheckupTest {

    private static final List<String> NAMES = List.of("left", "right", "top");

    private static final NetworkSpec SMALL = Network.of(
                    image(1, 8, 8), conv2d(4, 3).same(), relu(), maxPool2d(2), flatten(), dense(16), relu(), dense(3))
            .spec();

    /** Images of 8×8 in [0, 1] that are bright on the left, on the right or at the top. */
    private static float[] images(int[] labels) {
        var random = new SplittableRandom(7);
        var pixels = new float[64 * labels.length];
        for (int i = 0; i < pixels.length; i++) {
            int column = i % 8;
            int row = i / 8 % 8;
            boolean bright = switch (labels[i / 64]) {
                case 0 -> column < 4;
                case 1 -> column >= 4;
                default -> row < 4;
            };
            pixels[i] = (random.nextInt(100) + (bright ? 100 : 0)) / 255f;
        }
        return pixels;
    }

    private static int[] labels(int count) {
        return IntStream.range(0, count).map(n -> n % 3).toArray();
    }

    private static Dataset data(float[] pixels, int[] labels) {
        return Dataset.labelled(image(1, 8, 8), pixels, labels, NAMES);
    }

    private static Check find(List<Check> checks, Subject subject) {
        return checks.stream()
                .filter(check -> check.subject() == subject)
                .findFirst()
                .orElseThrow();
    }

    private static void assertFault(Checkup checkup, Subject subject, String place, String finding) {
        var checks = checkup.run();
        assertThat(find(checks, subject)).satisfies(check -> {
            assertThat(check.status()).isEqualTo(Status.FAULT);
            assertThat(check.place()).isEqualTo(place);
            assertThat(check.finding()).contains(finding);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"fashion-cnn", "spiral-mlp", "scratcher-cnn"})
    void soundNetworksHaveNoFault(String name) {
        assertThat(Checkup.of(Zoo.network(name), 1).run())
                .allSatisfy(check -> assertThat(check.status()).isEqualTo(Status.FINE))
                .extracting(Check::subject)
                .containsExactly(
                        Subject.OUTPUTS,
                        Subject.FIRST_LOSS,
                        Subject.GRADIENTS,
                        Subject.LAYERS,
                        Subject.ONE_BATCH,
                        Subject.RATE);
    }

    @Test
    void aSoundNetworkWithBlocksBranchesAndNormalizationsHasNoFault() {
        var network = BranchedNetwork.of(3).spec();

        assertThat(Checkup.of(network, 1).run())
                .allSatisfy(check -> assertThat(check.status()).isEqualTo(Status.FINE));
        assertThat(Checkup.of(network, 1)
                        .withData(data(images(labels(150)), labels(150)))
                        .run())
                .allSatisfy(check -> assertThat(check.status()).isEqualTo(Status.FINE));
    }

    @Test
    void labelsAreCheckedWhereALastBatchWouldHaveASingleSample() {
        var network = Network.of(image(1, 8, 8), flatten(), dense(8), batchNorm(), relu(), dense(3))
                .spec();

        // Two thirds are 97, in batches of 32.
        var checks = Checkup.of(network, 1)
                .withData(data(images(labels(146)), labels(146)))
                .run();

        assertThat(find(checks, Subject.LABELS).status()).isEqualTo(Status.FINE);
    }

    @Test
    void normalizationsTakeTheBatchsStatisticsWhereNoneHaveBeenSeen() {
        // Without them, the signal would be lost on the way.
        var layers = new ArrayList<LayerBuilder>();
        for (int i = 0; i < 12; i++) {
            layers.addAll(List.of(dense(16), batchNorm(), relu()));
        }
        layers.add(dense(3));
        var network =
                Network.of(features(8), layers.toArray(LayerBuilder[]::new)).spec();

        assertThat(find(Checkup.of(network, 1).run(), Subject.LAYERS).status()).isEqualTo(Status.FINE);
    }

    @Test
    void soundDataHaveNoFaultAndTheSameSeedFindsTheSame() {
        var checkup = Checkup.of(SMALL, 1).withData(data(images(labels(150)), labels(150)));

        assertThat(checkup.run())
                .allSatisfy(check -> assertThat(check.status()).isEqualTo(Status.FINE))
                .extracting(Check::subject)
                .contains(Subject.INPUTS, Subject.CLASSES, Subject.LABELS);
        assertThat(checkup.run()).isEqualTo(checkup.run());
    }

    @Test
    void findsShuffledLabels() {
        var shuffled = labels(150);
        Shuffle.shuffle(shuffled, new SplittableRandom(1));

        assertFault(
                Checkup.of(SMALL, 1).withData(data(images(labels(150)), shuffled)),
                Subject.LABELS,
                "",
                "as if labels were shuffled");
    }

    @Test
    void findsPixelsThatWereNotScaled() {
        var pixels = images(labels(150));
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = Math.round(255 * pixels[i]);
        }

        assertFault(
                Checkup.of(SMALL, 1).withData(data(pixels, labels(150))),
                Subject.INPUTS,
                "",
                "look like pixels from 0 to 255 (0.00 to 199, mean 99.4");
    }

    @Test
    void findsARateThatIsAHundredTimesTooLargeAndOneThatWorks() {
        assertFault(
                Checkup.of(Zoo.fashionCnn(), 1).withOptimizer(adam(0.1)),
                Subject.RATE,
                "",
                "the rate is too large; 0.01 works");
    }

    @Test
    void suggestsALargerRateWhereTheLossStandsStill() {
        var check = find(Checkup.of(SMALL, 1).withOptimizer(sgd(1e-5)).run(), Subject.RATE);

        assertThat(check.status()).isEqualTo(Status.WARNING);
        assertThat(check.finding()).contains("the rate is small; try 0.0");
    }

    @Test
    void findsThatTheSoftmaxIsTakenTwice() {
        var engine = WrappedSession.engine(session -> new WrappedSession(session) {
            @Override
            public void logits(Batch batch, float[] logits) {
                super.logits(batch, logits);
                for (int n = 0; n < batch.size(); n++) {
                    double[] probabilities = Softmax.probabilities(logits, 3 * n, 3);
                    for (int k = 0; k < 3; k++) {
                        logits[3 * n + k] = (float) probabilities[k];
                    }
                }
            }
        });

        assertFault(Checkup.of(SMALL, 1).withEngine(engine), Subject.OUTPUTS, "", "leave softmax to the loss");
    }

    /** A session that gives one gradient multiplied. */
    private static Session multiplied(Session session, String name, float factor) {
        return new WrappedSession(session) {
            @Override
            public ParameterSnapshot gradients() {
                var tensors = new LinkedHashMap<>(super.gradients().tensors());
                tensors.computeIfPresent(name, (_, tensor) -> {
                    var values = tensor.values().clone();
                    for (int i = 0; i < values.length; i++) {
                        values[i] *= factor;
                    }
                    return new Tensor(tensor.shape(), values);
                });
                return new ParameterSnapshot(tensors);
            }
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.weight | -1 | layer 0, Conv2d(1→4, 3×3, padding 1)",
                "0.bias | 2 | layer 0, Conv2d(1→4, 3×3, padding 1)",
                "4.weight | 0.5 | layer 4, Dense(64→16)",
                "6.bias | -1 | layer 6, Dense(16→3)",
                "6.weight | 0 | layer 6, Dense(16→3)",
            })
    void namesTheLayerWhoseGradientIsWrong(String parameter, float factor, String layer) {
        var engine = WrappedSession.engine(session -> multiplied(session, parameter, factor));
        var checks = Checkup.of(SMALL, 1).withEngine(engine).run();

        assertThat(checks)
                .filteredOn(check -> check.subject() == Subject.GRADIENTS)
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.status()).isEqualTo(Status.FAULT);
                    assertThat(check.place()).isEqualTo(layer);
                    assertThat(check.finding())
                            .contains("gradients of " + parameter + " disagree with differences of the loss");
                });
    }

    private static ParameterSnapshot filled(NetworkSpec network, float weight, float bias) {
        var tensors = new LinkedHashMap<String, Tensor>();
        for (var parameter : network.resolve().parameters()) {
            var values = new float[(int) parameter.count()];
            Arrays.fill(values, parameter.name().endsWith("bias") ? bias : weight);
            tensors.put(parameter.name(), new Tensor(parameter.shape(), values));
        }
        return new ParameterSnapshot(tensors);
    }

    @Test
    void findsInitialWeightsOfZero() {
        assertFault(
                Checkup.of(SMALL, 1).withParameters(filled(SMALL, 0, 0), false),
                Subject.LAYERS,
                "layer 0, Conv2d(1→4, 3×3, padding 1)",
                "Its 4 outputs are equal for every sample, so they learn the same");
    }

    @Test
    void findsUnitsThatAreNeverActive() {
        var drawn = Checkup.of(SMALL, 1);
        var tensors = new LinkedHashMap<>(drawn.parameters().tensors());
        tensors.put("4.bias", filled(SMALL, 0, -100).tensor("4.bias"));

        assertFault(
                drawn.withParameters(new ParameterSnapshot(tensors), false),
                Subject.LAYERS,
                "layer 5, ReLU",
                "16 of its 16 units are active for none of 128 samples");
    }

    @Test
    void findsWhereTheSignalVanishes() {
        var layers = new ArrayList<LayerBuilder>();
        for (int i = 0; i < 12; i++) {
            layers.add(dense(16));
            layers.add(sigmoid());
        }
        layers.add(dense(2));
        var network = Network.of(features(4), layers.toArray(LayerBuilder[]::new));
        var checks = Checkup.of(network.spec(), 1).run();

        assertThat(find(checks, Subject.LAYERS).status()).isNotEqualTo(Status.FINE);
        assertThat(find(checks, Subject.LAYERS).finding()).contains("hardly sees how samples differ");
        assertThat(find(checks, Subject.ONE_BATCH).status()).isEqualTo(Status.FAULT);
    }

    @Test
    void findsWeightsThatAreTooLargeByTheLossAtTheStart() {
        var drawn = Checkup.of(SMALL, 1);
        var tensors = new LinkedHashMap<String, Tensor>();
        drawn.parameters().tensors().forEach((name, tensor) -> {
            var values = tensor.values().clone();
            for (int i = 0; i < values.length; i++) {
                values[i] *= 20;
            }
            tensors.put(name, new Tensor(tensor.shape(), values));
        });
        var large = new ParameterSnapshot(tensors);

        assertFault(drawn.withParameters(large, false), Subject.FIRST_LOSS, "", "initial weights are too large");
        assertThat(find(drawn.withParameters(large, true).run(), Subject.FIRST_LOSS)
                        .status())
                .isEqualTo(Status.FINE);
    }

    @Test
    void findsDataWithoutAnythingToTellApartOrWithTooLittleOfAClass() {
        var checkup = Checkup.of(SMALL, 1);
        assertFault(
                checkup.withData(data(images(labels(60)), new int[60])),
                Subject.CLASSES,
                "class left",
                "All samples are of this class");
        var uneven = new int[60];
        uneven[0] = 1;
        Arrays.fill(uneven, 30, 60, 2);
        var check = find(checkup.withData(data(images(uneven), uneven)).run(), Subject.CLASSES);
        assertThat(check.status()).isEqualTo(Status.WARNING);
        assertThat(check.place()).isEqualTo("class right");
        assertThat(check.finding()).startsWith("Samples: 1, but of top 30");
    }

    @Test
    void findsASampleThatHoldsNoNumber() {
        var pixels = images(labels(60));
        pixels[64 * 17] = Float.NaN;

        assertThat(DataChecks.inputs(data(pixels, labels(60))))
                .isEqualTo(
                        Check.fault(Subject.INPUTS, "sample 17", "It holds NaN: take it out, or put a number there."));
    }

    @Test
    void checksATrainedModelAndNetworksThatGiveValues() {
        var data = data(images(labels(90)), labels(90));
        try (var model = Model.create(new Network(SMALL))) {
            model.fit(data, fit -> fit.epochs(3).batchSize(10));
            assertThat(Checkup.of(model, 1).withData(data).run())
                    .allSatisfy(check -> assertThat(check.status()).isEqualTo(Status.FINE));
        }
        var values = Network.of(LossSpec.MEAN_SQUARED_ERROR, features(3), dense(16), relu(), dense(2));
        assertThat(Checkup.of(values.spec(), 1).run())
                .allSatisfy(check -> assertThat(check.status()).isEqualTo(Status.FINE));
    }

    @Test
    void refusesDataThatDoNotSuitTheNetwork() {
        var data = data(images(labels(3)), labels(3));
        assertThatThrownBy(() -> Checkup.of(Zoo.spiralMlp(), 1).withData(data))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "spiral-mlp takes at least two samples of [2] with 8 classes or values, but the data are 3 of [1, 8, 8] with 3");
    }
}
