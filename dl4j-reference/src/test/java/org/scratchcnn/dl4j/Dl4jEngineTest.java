package org.scratchcnn.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.ParameterInitializer;
import org.scratchcnn.engine.Support;
import org.scratchcnn.network.AveragingSpec;
import org.scratchcnn.network.AvgPool2d;
import org.scratchcnn.network.BatchNorm2d;
import org.scratchcnn.network.BatchStatisticsSpec;
import org.scratchcnn.network.ClippingSpec;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.DecaySpec;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.Flatten;
import org.scratchcnn.network.InitSpec;
import org.scratchcnn.network.LayerSpec;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.MaxPool2d;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.ParameterGroup;
import org.scratchcnn.network.Residual;
import org.scratchcnn.network.ScheduleSpec;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Size2d;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.network.zoo.Zoo;

class Dl4jEngineTest {

    private static final Padding2d UNEVEN = new Padding2d(0, 0, 1, 1);

    private static TrainingSpec training(NetworkSpec network) {
        return TrainingSpec.of(network, OptimizerSpec.sgd(0.01), 2, 1);
    }

    private static TrainingSpec training(LayerSpec layer) {
        var image = Shape.image(1, 5, 5);
        return training(new NetworkSpec(
                "one-layer",
                image,
                List.of(layer, new Flatten(), Dense.of(layer.outputShape(image).size(), 2)),
                LossSpec.SOFTMAX_CROSS_ENTROPY));
    }

    private static TrainingSpec training(OptimizerSpec optimizer, ScheduleSpec schedule, ClippingSpec clipping) {
        return training(Zoo.spiralMlp(), optimizer, schedule, clipping);
    }

    private static TrainingSpec training(
            NetworkSpec network, OptimizerSpec optimizer, ScheduleSpec schedule, ClippingSpec clipping) {
        return new TrainingSpec(
                network,
                optimizer,
                schedule,
                clipping,
                new DecaySpec.None(),
                new AveragingSpec.None(),
                InitSpec.PYTORCH_DEFAULT,
                2,
                1,
                1,
                new BatchStatisticsSpec.WholeBatch(),
                List.of());
    }

    static Stream<Arguments> inexpressible() {
        var constant = new ScheduleSpec.Constant();
        var unclipped = new ClippingSpec.None();
        return Stream.of(
                Arguments.of(
                        "dl4j-shipped can do it", training(Conv2d.of(1, 1, 2).withDilation(Size2d.square(2)))),
                Arguments.of(
                        "groups with several input channels",
                        training(Residual.of(
                                Conv2d.of(1, 4, 1), Conv2d.of(4, 4, 1).withGroups(2), Conv2d.of(4, 1, 1)))),
                Arguments.of("bias per output position", training(Zoo.mnistUntiedCnn())),
                Arguments.of("only after ReLU", training(MaxPool2d.of(2).withPadding(UNEVEN))),
                Arguments.of(
                        "without counting it",
                        training(AvgPool2d.of(2).withPadding(UNEVEN).withCountPadding(false))),
                Arguments.of(
                        "not the plain one", training(new OptimizerSpec.Sgd(0.1, 0.9, false), constant, unclipped)),
                Arguments.of(
                        "where the rate changes",
                        training(
                                new OptimizerSpec.Sgd(0.1, 0.9, true), new ScheduleSpec.StepDecay(10, 0.5), unclipped)),
                Arguments.of(
                        "no averages of weights",
                        training(Zoo.spiralMlp()).withAveraging(new AveragingSpec.ExponentialMovingAverage(0.9))),
                Arguments.of(
                        "none for batch normalization",
                        Tasks.cifar10Airbench94().training()),
                Arguments.of("GELU", training(Zoo.airbench94())),
                Arguments.of(
                        "not the loss that this one follows",
                        training(OptimizerSpec.sgd(0.1), new ScheduleSpec.ReduceOnPlateau(0.1, 2, 0, 0), unclipped)),
                Arguments.of(
                        "all gradients together",
                        training(OptimizerSpec.sgd(0.1), constant, new ClippingSpec.ByGlobalNorm(1))),
                Arguments.of("clips like them", training(BatchNorm2d.of(1)).withClipping(new ClippingSpec.ByValue(1))),
                Arguments.of(
                        "not by those of ghost batches",
                        training(Zoo.spiralMlp()).withStatistics(new BatchStatisticsSpec.GhostBatch(1))),
                Arguments.of(
                        "as if by the batch's",
                        training(BatchNorm2d.of(1))
                                .withGroups(ParameterGroup.ofLayers("0").frozen())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("inexpressible")
    void saysWhyItCanNotExpressADescription(String reason, TrainingSpec training) {
        var engine = Dl4jEngine.withLayerHelpers();

        assertThat(engine.supports(training))
                .isInstanceOfSatisfying(
                        Support.No.class, no -> assertThat(no.reason()).contains(reason));
        assertThatThrownBy(() -> engine.open(training, ParameterInitializer.draw(training), new EngineOptions(1)))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void runsConvolutionsAndPoolsThroughOneDnnHelpersUnlessAsShipped() {
        var helpers = helpers(Dl4jEngine.withLayerHelpers(), training(Zoo.fashionCnn()));

        assertThat(helpers)
                .containsExactly(
                        "MKLDNNConvHelper", "MKLDNNSubsamplingHelper", "MKLDNNConvHelper", "MKLDNNSubsamplingHelper");
        assertThat(helpers(Dl4jEngine.asShipped(), training(Zoo.fashionCnn()))).isEmpty();
    }

    /** Which computes no scale and shift that are not there. */
    @Test
    void normalizesThroughAOneDnnHelperWhereThereAreScaleAndShift() {
        var normalized = training(BatchNorm2d.of(1));

        assertThat(helpers(Dl4jEngine.withLayerHelpers(), normalized)).containsExactly("MKLDNNBatchNormHelper");
        assertThat(helpers(Dl4jEngine.asShipped(), normalized)).isEmpty();
        assertThat(helpers(
                        Dl4jEngine.withLayerHelpers(),
                        training(BatchNorm2d.of(1).withAffine(false))))
                .isEmpty();
    }

    private static List<String> helpers(Dl4jEngine engine, TrainingSpec training) {
        try (var session = engine.open(training, ParameterInitializer.draw(training), new EngineOptions(1))) {
            return session.facts().facts().entrySet().stream()
                    .filter(fact -> fact.getKey().startsWith("helper."))
                    .map(fact -> fact.getValue())
                    .toList();
        }
    }

    @Test
    void statesWhatItReallyRunsWith() {
        var training = training(Zoo.spiralMlp());
        try (var session =
                Dl4jEngine.asShipped().open(training, ParameterInitializer.draw(training), new EngineOptions(1))) {
            var facts = session.facts();
            assertThat(facts.engine()).isEqualTo("dl4j-shipped");
            assertThat(facts.facts())
                    .containsEntry("deeplearning4j", "1.0.0-M2.1")
                    .containsEntry("nd4j", "1.0.0-M2.1")
                    .containsEntry("backend", "CPU")
                    .containsEntry("blas", "OpenBLAS")
                    .containsEntry("threads", "1");
        }
    }

    @Test
    void refusesANumberOfThreadsThatTheProcessWasNotStartedFor() {
        var training = training(Zoo.spiralMlp());
        assertThatThrownBy(() -> Dl4jEngine.withLayerHelpers()
                        .open(training, ParameterInitializer.draw(training), new EngineOptions(7)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("OMP_NUM_THREADS=7");
    }

    @Test
    void isFoundByItsName() {
        assertThat(Dl4jEngine.all()).extracting(Dl4jEngine::name).containsExactly("dl4j", "dl4j-shipped");
        assertThat(Dl4jEngine.engine("dl4j-shipped").name()).isEqualTo("dl4j-shipped");
        assertThatThrownBy(() -> Dl4jEngine.engine("dl4j-gpu"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dl4j-gpu")
                .hasMessageContaining("dl4j, dl4j-shipped");
    }
}
