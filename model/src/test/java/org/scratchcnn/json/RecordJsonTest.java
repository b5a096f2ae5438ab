package org.scratchcnn.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scratchcnn.engine.Evaluation;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.AdaptiveAvgPool2d;
import org.scratchcnn.network.AveragingSpec;
import org.scratchcnn.network.AvgPool2d;
import org.scratchcnn.network.BatchNorm1d;
import org.scratchcnn.network.BatchNorm2d;
import org.scratchcnn.network.BatchStatisticsSpec;
import org.scratchcnn.network.Bias;
import org.scratchcnn.network.ClippingSpec;
import org.scratchcnn.network.Concat;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.ConvTranspose2d;
import org.scratchcnn.network.DataSetSpec;
import org.scratchcnn.network.DataSpec;
import org.scratchcnn.network.DecaySpec;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.Dropout;
import org.scratchcnn.network.Flatten;
import org.scratchcnn.network.GlobalAvgPool2d;
import org.scratchcnn.network.GlobalMaxPool2d;
import org.scratchcnn.network.GroupNorm;
import org.scratchcnn.network.ImageSet;
import org.scratchcnn.network.LayerNorm;
import org.scratchcnn.network.LayerSpec;
import org.scratchcnn.network.LocallyConnected2d;
import org.scratchcnn.network.LogSoftmax;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.MaxPool2d;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.PadChannels;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Reshape;
import org.scratchcnn.network.Residual;
import org.scratchcnn.network.ScheduleSpec;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Size2d;
import org.scratchcnn.network.Softmax;
import org.scratchcnn.network.SpatialDropout2d;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.network.Upsample;
import org.scratchcnn.network.zoo.Tasks;

class RecordJsonTest {

    /** A sealed interface with values of all its subtypes. */
    record Hierarchy(Class<?> sealedInterface, List<?> values) {
        @Override
        public String toString() {
            return sealedInterface.getSimpleName();
        }
    }

    static Stream<Hierarchy> hierarchies() {
        return Stream.of(
                new Hierarchy(
                        LayerSpec.class,
                        List.of(
                                Conv2d.of(3, 4, 5)
                                        .withKernel(new Size2d(5, 3))
                                        .withStride(new Size2d(2, 1))
                                        .withPadding(new Padding2d(1, 2, 3, 4))
                                        .withDilation(new Size2d(1, 2))
                                        .withBias(Bias.PER_POSITION),
                                ConvTranspose2d.of(3, 4, 5).withStride(new Size2d(2, 1)),
                                LocallyConnected2d.of(4, 3, 1),
                                new Dense(7, 8, false),
                                MaxPool2d.of(3).withPadding(new Padding2d(0, 0, 1, 1)),
                                AvgPool2d.of(2).withCountPadding(false),
                                Activation.tanh(),
                                new Softmax(),
                                new LogSoftmax(),
                                new GlobalMaxPool2d(),
                                new GlobalAvgPool2d(),
                                new AdaptiveAvgPool2d(new Size2d(2, 3)),
                                Upsample.of(2),
                                BatchNorm1d.of(4).withEpsilon(1e-3),
                                BatchNorm2d.of(5).withMomentum(0.01).withAffine(false),
                                GroupNorm.of(2, 4).withEpsilon(1e-3),
                                LayerNorm.of(Shape.image(2, 4, 3)).withEpsilon(1e-3),
                                new Dropout(0.25),
                                new SpatialDropout2d(0.25),
                                new Flatten(),
                                new Reshape(Shape.image(1, 2, 3)),
                                new PadChannels(1, 2),
                                Residual.of(BatchNorm2d.of(4), Residual.of(new Flatten()))
                                        .withShortcut(new Dropout(0.5)),
                                new Concat(List.of(List.of(BatchNorm1d.of(4)), List.of())))),
                new Hierarchy(
                        BatchStatisticsSpec.class,
                        List.of(new BatchStatisticsSpec.WholeBatch(), new BatchStatisticsSpec.GhostBatch(16))),
                new Hierarchy(Shape.class, List.of(Shape.image(3, 32, 16), Shape.features(9))),
                new Hierarchy(
                        OptimizerSpec.class,
                        List.of(
                                new OptimizerSpec.Sgd(0.1, 0.9, true),
                                new OptimizerSpec.Adam(0.01, 0.8, 0.99, 1e-7),
                                new OptimizerSpec.AmsGrad(0.01, 0.8, 0.99, 1e-7),
                                new OptimizerSpec.NAdam(0.01, 0.8, 0.99, 1e-7, 0.1),
                                new OptimizerSpec.RmsProp(0.01, 0.8, 1e-7, 0.9, true),
                                new OptimizerSpec.AdaGrad(0.01, 0.1, 0.2, 1e-7),
                                new OptimizerSpec.Lion(0.01, 0.8, 0.99),
                                new OptimizerSpec.Muon(0.1, 0.9, true, OptimizerSpec.sgd(0.01)))),
                new Hierarchy(
                        DecaySpec.class,
                        List.of(
                                new DecaySpec.None(),
                                new DecaySpec.L1(0.1),
                                new DecaySpec.L2(0.2),
                                new DecaySpec.Decoupled(0.3))),
                new Hierarchy(
                        ScheduleSpec.class,
                        List.of(
                                new ScheduleSpec.Constant(),
                                new ScheduleSpec.StepDecay(10, 0.5),
                                new ScheduleSpec.MultiStep(List.of(3L, 5_000_000_000L), 0.1),
                                new ScheduleSpec.Exponential(10, 0.9),
                                new ScheduleSpec.Linear(10, 1, 0),
                                new ScheduleSpec.Triangular(10, 0.3, 0.2, 0.1),
                                new ScheduleSpec.Cosine(10, 0.01),
                                new ScheduleSpec.OneCycle(10, 0.3, 25, 1e4, ScheduleSpec.Annealing.LINEAR),
                                new ScheduleSpec.WarmUp(2, 0.1, new ScheduleSpec.Cosine(8, 0)),
                                new ScheduleSpec.ReduceOnPlateau(0.1, 3, 1e-4, 1e-3))),
                new Hierarchy(
                        AveragingSpec.class,
                        List.of(
                                new AveragingSpec.None(),
                                new AveragingSpec.ExponentialMovingAverage(0.999),
                                new AveragingSpec.Lookahead(5, 0.5, 100))),
                new Hierarchy(
                        ClippingSpec.class,
                        List.of(
                                new ClippingSpec.None(),
                                new ClippingSpec.ByValue(2),
                                new ClippingSpec.ByGlobalNorm(5))),
                new Hierarchy(
                        DataSetSpec.class,
                        List.of(
                                new DataSetSpec.Spiral(3, 4, 0.5, 6),
                                new DataSetSpec.Images(ImageSet.CIFAR_10),
                                new DataSetSpec.Noise(Shape.image(1, 2, 3), 4, 5, 6))));
    }

    @ParameterizedTest
    @MethodSource("hierarchies")
    void readsBackEverySubtypeOfASealedInterface(Hierarchy hierarchy) {
        assertThat(hierarchy.values().stream().<Class<?>>map(Object::getClass))
                .as("a sample of every subtype")
                .containsExactlyInAnyOrderElementsOf(subtypes(hierarchy.sealedInterface()));
        for (var value : hierarchy.values()) {
            var json = RecordJson.write(value);
            assertThat(json).startsWith("{\"type\":\"" + value.getClass().getSimpleName() + "\"");
            assertThat(RecordJson.read(json, hierarchy.sealedInterface())).isEqualTo(value);
        }
    }

    @Test
    void writesWhatNeedsNoSettingsByItsName() {
        assertThat(RecordJson.write(Activation.tanh())).isEqualTo("{\"type\":\"Activation\",\"function\":\"TANH\"}");
        assertThat(RecordJson.read("{\"type\":\"Activation\",\"function\":\"TANH\"}", LayerSpec.class))
                .isEqualTo(Activation.tanh());
        for (var activation :
                List.of(Activation.leakyRelu(0.2), Activation.elu(2), Activation.gelu(), Activation.scale(3))) {
            var json = RecordJson.write(activation);
            assertThat(json)
                    .startsWith("{\"type\":\"Activation\",\"function\":{\"type\":\""
                            + activation.function().getClass().getSimpleName() + "\"");
            assertThat(RecordJson.read(json, LayerSpec.class)).isEqualTo(activation);
        }
        assertThatThrownBy(() -> RecordJson.read("{\"type\":\"Activation\",\"function\":\"TAN\"}", LayerSpec.class))
                .isInstanceOf(InvalidJsonException.class)
                .hasMessageContaining("TAN")
                .hasMessageContaining("known here are [HARDSWISH, RELU, SIGMOID, SILU, SOFTPLUS, TANH]");
    }

    private static List<Class<?>> subtypes(Class<?> type) {
        return Arrays.stream(type.getPermittedSubclasses())
                .<Class<?>>flatMap(subtype -> subtype.isSealed() ? subtypes(subtype).stream() : Stream.of(subtype))
                .toList();
    }

    static List<TaskSpec> tasks() {
        return Tasks.all();
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void readsBackEveryTask(TaskSpec task) {
        assertThat(RecordJson.read(RecordJson.write(task), TaskSpec.class)).isEqualTo(task);
    }

    @Test
    void writesComponentsInTheirOrderAndNothingElse() {
        assertThat(RecordJson.write(Conv2d.of(1, 16, 3).withPadding(Padding2d.all(1))))
                .isEqualTo("{\"type\":\"Conv2d\",\"inChannels\":1,\"outChannels\":16,"
                        + "\"window\":{\"kernel\":{\"height\":3,\"width\":3},\"stride\":{\"height\":1,\"width\":1},"
                        + "\"padding\":{\"top\":1,\"left\":1,\"bottom\":1,\"right\":1},"
                        + "\"dilation\":{\"height\":1,\"width\":1}},\"bias\":\"PER_CHANNEL\",\"groups\":1}");
    }

    @Test
    void keepsEveryBitOfADoubleIncludingTheOnesThatAreNoNumbers() {
        for (double value : new double[] {
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            -0.0,
            0.1,
            1.0 / 3,
            Double.MIN_VALUE,
            Double.MAX_VALUE
        }) {
            var evaluation = new Evaluation(value, value, 1);
            assertThat(RecordJson.read(RecordJson.write(evaluation), Evaluation.class))
                    .isEqualTo(evaluation);
        }
        assertThat(RecordJson.write(new Evaluation(Double.NaN, Double.NEGATIVE_INFINITY, 1)))
                .isEqualTo("{\"loss\":\"NaN\",\"accuracy\":\"-Infinity\",\"samples\":1}");
    }

    @Test
    void refusesAPropertyThatItDoesNotKnow() {
        assertThatThrownBy(() ->
                        RecordJson.read("{\"loss\":1.0,\"accuracy\":0.5,\"samples\":1,\"colour\":2}", Evaluation.class))
                .isInstanceOf(InvalidJsonException.class)
                .hasMessage(
                        "Evaluation at colour: unknown property \"colour\"; known here are [loss, accuracy, samples]");
    }

    @Test
    void namesThePropertyThatIsMissing() {
        assertThatThrownBy(() -> RecordJson.read("{\"loss\":1.0,\"accuracy\":0.5}", Evaluation.class))
                .isInstanceOf(InvalidJsonException.class)
                .hasMessageStartingWith("Evaluation at samples (line 1, column ")
                .hasMessageEndingWith(": property \"samples\" is missing");
    }

    @Test
    void refusesAPropertyGivenTwice() {
        assertThatThrownBy(() ->
                        RecordJson.read("{\"loss\":1.0,\"loss\":2.0,\"accuracy\":0.5,\"samples\":1}", Evaluation.class))
                .isInstanceOf(InvalidJsonException.class)
                .hasMessageContaining("\"loss\"");
    }

    @Test
    void listsTheTypesWhenOneIsUnknown() {
        assertThatThrownBy(() -> RecordJson.read("{\"type\":\"Conv9d\"}", LayerSpec.class))
                .isInstanceOf(InvalidJsonException.class)
                .hasMessageContaining("Conv9d")
                .hasMessageContaining(
                        "Activation, AdaptiveAvgPool2d, AvgPool2d, BatchNorm1d, BatchNorm2d, Concat, Conv2d, ConvTranspose2d, Dense, Dropout, Flatten, GlobalAvgPool2d, GlobalMaxPool2d, GroupNorm, LayerNorm, LocallyConnected2d, LogSoftmax, MaxPool2d, PadChannels, Reshape, Residual, Softmax, SpatialDropout2d, Upsample");
    }

    @Test
    void passesOnWhatADescriptionSaysAboutItsOwnValues() {
        var json = RecordJson.write(Tasks.spiral()).replace("\"batchSize\":32", "\"batchSize\":0");

        assertThatThrownBy(() -> RecordJson.read(json, TaskSpec.class))
                .isInstanceOf(InvalidJsonException.class)
                .hasMessageStartingWith("TaskSpec at training (line 1, column ")
                .hasMessageEndingWith(": The batch size must be at least 1, but is 0");
    }

    @Test
    void refusesTextInPlaceOfANumberAndMoreThanOneValue() {
        assertThatThrownBy(() -> RecordJson.read("{\"loss\":1.0,\"accuracy\":0.5,\"samples\":\"1\"}", Evaluation.class))
                .isInstanceOf(InvalidJsonException.class)
                .hasMessageStartingWith("Evaluation at samples");
        assertThatThrownBy(() -> RecordJson.read("{\"loss\":1.0,\"accuracy\":0.5,\"samples\":1.5}", Evaluation.class))
                .isInstanceOf(InvalidJsonException.class)
                .hasMessageStartingWith("Evaluation at samples");
        assertThatThrownBy(() -> RecordJson.read("{\"loss\":1.0,\"accuracy\":0.5,\"samples\":1} {}", Evaluation.class))
                .isInstanceOf(InvalidJsonException.class);
        assertThatThrownBy(() -> RecordJson.read("null", Evaluation.class))
                .isInstanceOf(InvalidJsonException.class)
                .hasMessage("expected a Evaluation, but found null");
    }

    @Test
    void sortsPropertiesInTheCanonicalForm() {
        assertThat(RecordJson.canonical(new OptimizerSpec.Adam(0.001, 0.9, 0.999, 1e-8)))
                .isEqualTo(
                        "{\"beta1\":0.9,\"beta2\":0.999,\"epsilon\":1.0E-8,\"learningRate\":0.001,\"type\":\"Adam\"}");
    }

    @Test
    void givesEqualTasksEqualHashesAndAllOthersDifferentOnes() {
        var task = Tasks.fashionMnist();

        assertThat(RecordJson.taskHash(task))
                .matches("[0-9a-f]{64}")
                .isEqualTo(RecordJson.taskHash(RecordJson.read(RecordJson.write(task), TaskSpec.class)));
        var hashes = Stream.concat(
                        Tasks.all().stream(), Stream.of(task.withSeed(2), task.withEpochs(3), task.withEpochs(4)))
                .map(RecordJson::taskHash);
        assertThat(hashes).doesNotHaveDuplicates();
    }

    @Test
    void hashesTheCanonicalFormWithSha256() {
        var network =
                new NetworkSpec("one", Shape.features(2), List.of(Dense.of(2, 3)), LossSpec.SOFTMAX_CROSS_ENTROPY);
        var task = new TaskSpec(
                "tiny",
                new DataSpec(new DataSetSpec.Spiral(3, 10, 0.2, 1), 20, 4, 6, DataSpec.Scaling.NONE, 0, 1),
                TrainingSpec.of(network, OptimizerSpec.sgd(0.5), 5, 2));

        assertThat(RecordJson.canonical(task)).isEqualTo("""
                {"data":{"border":0,"dataSet":{"classes":3,"noise":0.2,"pointsPerClass":10,"seed":1,"type":"Spiral"},\
                "orderSeed":1,"scaling":"NONE","test":6,"training":20,"validation":4},"name":"tiny","training":\
                {"averaging":{"type":"None"},"batchSize":5,"clipping":{"type":"None"},"decay":{"type":"None"},"epochs":2,"groups":[],"init":"PYTORCH_DEFAULT","network":{"input":\
                {"count":2,"type":"Features"},"layers":[{"bias":true,"inFeatures":2,"outFeatures":3,"type":"Dense"}],\
                "loss":"SOFTMAX_CROSS_ENTROPY","name":"one"},"optimizer":{"learningRate":0.5,"momentum":0.0,\
                "nesterov":false,"type":"Sgd"},"schedule":{"type":"Constant"},"seed":1,\
                "statistics":{"type":"WholeBatch"}}}""");
        assertThat(RecordJson.taskHash(task))
                .isEqualTo("e56611931f160a47ae2d6584846eededdbb07bd9aa7d64e357642beeaabb714f");
    }

    @Test
    void writesOneLine() {
        assertThat(RecordJson.write(Tasks.spiral())).doesNotContain("\n").doesNotContain("\r");
        assertThat(Arrays.asList(RecordJson.writeIndented(Tasks.spiral()).split("\n", -1)))
                .contains("{", "  \"name\" : \"spiral\",", "}", "");
    }
}
