package org.scratchcnn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scratchcnn.engine.Batch;
import org.scratchcnn.engine.EngineFacts;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.ParameterInitializer;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.kernel.ConvAlgorithm;
import org.scratchcnn.kernel.Kernels;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.kernel.lanes.LanesKernels;
import org.scratchcnn.kernel.textbook.BlockedMatrixMultiply;
import org.scratchcnn.kernel.textbook.TextbookKernels;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.BatchNorm1d;
import org.scratchcnn.network.BatchNorm2d;
import org.scratchcnn.network.BatchStatisticsSpec.GhostBatch;
import org.scratchcnn.network.Bias;
import org.scratchcnn.network.Concat;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.Dropout;
import org.scratchcnn.network.GlobalAvgPool2d;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Residual;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.oracle.DrawnBatch;
import org.scratchcnn.oracle.ReferenceNetwork;

@Tag("vectors")
@Tag("without-vectors")
class BatchStatisticsTest {

    private static final int SAMPLES = 37;
    private static final long SEED = 5;

    /** Batch norms one behind the other, in branches of both kinds, and dropout between them. */
    private static final NetworkSpec NETWORK = new NetworkSpec(
            "normalized",
            Shape.image(1, 6, 6),
            List.of(
                    conv(1, 4),
                    BatchNorm2d.of(4),
                    Activation.relu(),
                    Residual.of(conv(4, 4), BatchNorm2d.of(4), new Dropout(0.2), conv(4, 4), BatchNorm2d.of(4)),
                    Activation.relu(),
                    new Concat(List.of(List.of(conv(4, 3), BatchNorm2d.of(3), Activation.tanh()), List.of())),
                    new GlobalAvgPool2d(),
                    Dense.of(7, 6),
                    BatchNorm1d.of(6),
                    Activation.relu(),
                    Dense.of(6, 3)),
            LossSpec.SOFTMAX_CROSS_ENTROPY);

    private static final EngineFacts NO_FACTS = new EngineFacts("small", new TreeMap<>());

    enum Backend {
        TEXTBOOK,
        LANES;

        Kernels on(ThreadTeam team) {
            return switch (this) {
                case TEXTBOOK -> new TextbookKernels(ConvAlgorithm.NAIVE, new BlockedMatrixMultiply(), team);
                case LANES -> new LanesKernels(team);
            };
        }
    }

    private record Gradients(double loss, ParameterSnapshot parameters) {}

    static Stream<Arguments> backendsAndParts() {
        return Arrays.stream(Backend.values())
                .flatMap(backend -> IntStream.of(1, 5, 16, 32, 36, SAMPLES)
                        .mapToObj(samplesOfAPart -> Arguments.of(backend, samplesOfAPart)));
    }

    @ParameterizedTest
    @MethodSource("backendsAndParts")
    void statisticsAreThoseOfTheWholeBatchWhateverItsParts(Backend backend, int samplesOfAPart) {
        var training = training(NETWORK);
        var reference = new ReferenceNetwork(NETWORK, ParameterInitializer.draw(training), SEED);

        var inParts = gradients(training, backend, samplesOfAPart, 2);

        assertThat(inParts.loss()).isCloseTo(reference.trainingLoss(batch(SAMPLES), 0), within(1e-6));
        reference.trainingGradients(batch(SAMPLES), 0).forEach((name, expected) -> {
            float[] actual = inParts.parameters().tensor(name).values();
            double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
            for (int i = 0; i < expected.length; i++) {
                assertThat((double) actual[i])
                        .as("%s[%d]", name, i)
                        .isCloseTo(expected[i], within(1e-6 + 2e-5 * largest));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void theBitsAreThoseOfOneThread(int threads) {
        for (var backend : Backend.values()) {
            var one = gradients(training(NETWORK), backend, 16, 1);
            var several = gradients(training(NETWORK), backend, 16, threads);

            assertThat(several.loss()).isEqualTo(one.loss());
            one.parameters()
                    .tensors()
                    .forEach((name, tensor) -> assertThat(
                                    several.parameters().tensor(name).values())
                            .as(name)
                            .containsExactly(tensor.values()));
        }
    }

    private static Gradients gradients(TrainingSpec training, Backend backend, int samplesOfAPart, int threads) {
        try (var team = new ThreadTeam(threads)) {
            var plan = SessionPlan.of(training, samplesOfAPart, backend.on(team), Optional.empty(), team);
            var session = new ScratchSession(plan, ParameterInitializer.draw(training), NO_FACTS);
            return new Gradients(session.computeGradients(batch(SAMPLES)), session.gradients());
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 1})
    void aStepMovesRunningStatisticsTowardsTheBatchs(double momentum) {
        var network = new NetworkSpec(
                "first",
                Shape.features(4),
                List.of(BatchNorm1d.of(4).withMomentum(momentum), Dense.of(4, 3)),
                LossSpec.SOFTMAX_CROSS_ENTROPY);
        var batch = DrawnBatch.of(network.resolve(), SAMPLES, new SplittableRandom(1));
        for (var engine : ScratchEngines.all()) {
            try (var session = engine.open(training(network))) {
                session.computeGradients(batch);
                assertThat(session.snapshot().tensor("0.running_mean").values()).containsOnly(0);
                assertThat(session.snapshot().tensor("0.running_var").values()).containsOnly(1);

                session.step(batch);

                for (int feature = 0; feature < 4; feature++) {
                    int at = feature;
                    var values = IntStream.range(0, SAMPLES)
                            .mapToDouble(sample -> batch.inputs()[4 * sample + at])
                            .toArray();
                    double mean = Arrays.stream(values).average().orElseThrow();
                    double unbiased = Arrays.stream(values)
                                    .map(x -> (x - mean) * (x - mean))
                                    .sum()
                            / (SAMPLES - 1);
                    assertThat((double)
                                    session.snapshot().tensor("0.running_mean").values()[feature])
                            .isCloseTo(momentum * mean, within(1e-6));
                    assertThat((double)
                                    session.snapshot().tensor("0.running_var").values()[feature])
                            .isCloseTo((1 - momentum) + momentum * unbiased, within(1e-6));
                }
            }
        }
    }

    @Test
    void ghostBatchesAreNormalizedByThemselves() {
        int size = 16;
        var network = NETWORK.withoutDropout();
        var training = training(network).withStatistics(new GhostBatch(size));
        var initial = ParameterInitializer.draw(training);
        var reference = new ReferenceNetwork(network, initial, SEED);
        var whole = batch(SAMPLES);
        double loss = 0;
        var expected = new TreeMap<String, double[]>();
        for (int first = 0; first < SAMPLES; first += size) {
            var part = samples(whole, first, Math.min(first + size, SAMPLES));
            double share = (double) part.size() / SAMPLES;
            loss += share * reference.trainingLoss(part, 0);
            reference.trainingGradients(part, 0).forEach((name, gradient) -> {
                var sum = expected.computeIfAbsent(name, _ -> new double[gradient.length]);
                Arrays.setAll(sum, i -> sum[i] + share * gradient[i]);
            });
        }
        for (var engine : ScratchEngines.all()) {
            try (var session = engine.open(training, initial, new EngineOptions(2))) {
                assertThat(session.computeGradients(whole)).isCloseTo(loss, within(1e-6));
                var gradients = session.gradients();
                expected.forEach((name, values) -> {
                    double largest = Arrays.stream(values).map(Math::abs).max().orElseThrow();
                    for (int i = 0; i < values.length; i++) {
                        assertThat((double) gradients.tensor(name).values()[i])
                                .as("%s: %s[%d]", engine, name, i)
                                .isCloseTo(values[i], within(1e-6 + 2e-5 * largest));
                    }
                });
            }
        }
    }

    @Test
    void aBatchOfASingleValueAChannelIsRefusedBeforeTheStep() {
        for (var engine : ScratchEngines.all()) {
            try (var session = engine.open(training(NETWORK))) {
                assertThatThrownBy(() -> session.step(batch(1)))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith("normalized, layer 8 BatchNorm1d(6) over [6]: a batch of one sample")
                        .hasMessageContaining("take batches of two or more");
                session.logits(batch(1), new float[3]);
                session.step(batch(2));
            }
            var ghosts = training(NETWORK).withStatistics(new GhostBatch(9));
            try (var session = engine.open(ghosts)) {
                assertThatThrownBy(() -> session.computeGradients(batch(SAMPLES)))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("a ghost batch of one sample");
                session.step(batch(SAMPLES - 1));
            }
        }
    }

    @Test
    void oneImageOfSeveralPixelsHasStatistics() {
        var network = new NetworkSpec(
                "images",
                Shape.image(1, 6, 6),
                List.of(conv(1, 4), BatchNorm2d.of(4), new GlobalAvgPool2d(), Dense.of(4, 3)),
                LossSpec.SOFTMAX_CROSS_ENTROPY);
        try (var session = ScratchEngines.lanes().open(training(network))) {
            assertThat(session.step(batch(1))).isFinite();
        }
    }

    /** Folding rounds kernels once more: logits agree within 1e-5 of the largest. */
    @Test
    void inferenceFoldsBatchNormsIntoConvolutionsWithinRounding() {
        for (var engine : ScratchEngines.all()) {
            try (var session = engine.open(training(NETWORK))) {
                for (int step = 0; step < 10; step++) {
                    session.step(batch(SAMPLES));
                }
                var parameters = session.snapshot();
                var expected = new float[SAMPLES * 3];
                session.logits(batch(SAMPLES), expected);
                var reference = new ReferenceNetwork(NETWORK, parameters, SEED).logits(batch(SAMPLES));
                try (var inference = engine.openForInference(NETWORK, parameters, SAMPLES, new EngineOptions(2))) {
                    var folded = new float[SAMPLES * 3];
                    inference.logits(batch(SAMPLES), folded);
                    double largest =
                            Arrays.stream(reference).map(Math::abs).max().orElseThrow();
                    for (int i = 0; i < folded.length; i++) {
                        assertThat((double) folded[i]).isCloseTo(expected[i], within(1e-5 * largest));
                        assertThat((double) folded[i]).isCloseTo(reference[i], within(1e-5 * largest));
                    }
                }
            }
        }
    }

    @Test
    void aTrainingThatGoesOnHasTheRunningStatisticsToo() {
        for (var engine : ScratchEngines.all()) {
            try (var first = engine.open(training(NETWORK));
                    var second = engine.open(training(NETWORK))) {
                first.step(batch(SAMPLES));
                second.resume(first.state());
                assertThat(second.step(batch(20))).isEqualTo(first.step(batch(20)));
                assertThat(second.snapshot().tensor("1.running_var").values())
                        .containsExactly(
                                first.snapshot().tensor("1.running_var").values());
                var logits = new float[60];
                var others = new float[60];
                first.logits(batch(20), logits);
                second.logits(batch(20), others);
                assertThat(others).containsExactly(logits);
            }
        }
    }

    private static Batch batch(int samples) {
        return samples(DrawnBatch.of(NETWORK.resolve(), SAMPLES, new SplittableRandom(1)), 0, samples);
    }

    private static Batch samples(Batch batch, int from, int to) {
        int size = NETWORK.input().size();
        return Batch.labelled(
                to - from,
                Arrays.copyOfRange(batch.inputs(), from * size, to * size),
                Arrays.copyOfRange(batch.labels(), from, to));
    }

    private static Conv2d conv(int inChannels, int outChannels) {
        return Conv2d.of(inChannels, outChannels, 3)
                .withPadding(Padding2d.all(1))
                .withBias(Bias.NONE);
    }

    private static TrainingSpec training(NetworkSpec network) {
        return TrainingSpec.of(network, OptimizerSpec.sgd(0.1), SAMPLES, 1).withSeed(SEED);
    }
}
