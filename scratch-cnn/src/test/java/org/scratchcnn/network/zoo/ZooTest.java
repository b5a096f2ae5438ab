package org.scratchcnn.network.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.scratchcnn.engine.ParameterInitializer;
import org.scratchcnn.network.Concat;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.Operation;
import org.scratchcnn.network.ParameterGroup;
import org.scratchcnn.network.ParameterSpec;
import org.scratchcnn.network.ParameterSpec.Role;
import org.scratchcnn.network.Residual;
import org.scratchcnn.network.ResolvedNetwork;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.network.TrainingSpec;

class ZooTest {

    @ParameterizedTest
    @CsvSource({
        "spiral-mlp, 760",
        "fashion-cnn, 206922",
        "cifar-cnn, 545098",
        "cifar-tutorial-cnn, 122570",
        "mnist-untied-cnn, 359846",
        "scratcher-cnn, 7856",
        "lenet-5, 61706",
        "vgg-mini, 550570",
        "resnet-20, 272474",
        "resnet-20-a, 269722",
        "inception-mini, 28338",
        "mobilenet-mini, 56666",
        "airbench94, 1972792"
    })
    void hasAsManyParametersAsItsAuthorsSay(String name, long parameters) {
        var network = Zoo.network(name).resolve();

        assertThat(network.parameterCount()).isEqualTo(parameters);
        assertThat(network.parameters().stream().mapToLong(ParameterSpec::count).sum())
                .isEqualTo(parameters);
        assertThat(network.parameterBytes()).isEqualTo(4 * parameters);
    }

    /** Table 1 and table 6 of Howard et al. 2017 have 4.2 and 1.3 million; frameworks that build it count as follows. */
    @Test
    void mobileNetsHaveTheParametersOfTheLiterature() {
        var photographs = Shape.image(3, 224, 224);

        assertThat(MobileNet.of("whole", photographs, 1000, 1, 13, 2).resolve().parameterCount())
                .isEqualTo(4_231_976);
        assertThat(MobileNet.of("half", photographs, 1000, 0.5, 13, 2).resolve().parameterCount())
                .isEqualTo(1_331_592);
        // Table 8: 569 million multiply-accumulates, of which the dense layer has 1 million.
        assertThat(MobileNet.of("whole", photographs, 1000, 1, 13, 2).resolve().forwardMacs())
                .isBetween(568_000_000L, 570_000_000L);
    }

    /**
     * The paper's "0.27M" for ResNet-20 are, with option A, convolutions of 3·16·9 = 432, 6·16·16·9 = 13,824,
     * 16·32·9 + 5·32·32·9 = 50,688 and 32·64·9 + 5·64·64·9 = 202,752; a scale and a shift for each of their
     * 16 + 6·16 + 6·32 + 6·64 = 688 channels, 1,376; and 64·10 + 10 = 650 in the dense layer: 269,722. Option B adds
     * projections of 16·32 + 32·64 = 2,560 and 2·(32 + 64) = 192 scales and shifts: 272,474.
     */
    @Test
    void theParametersOfResidualNetworksAddUp() {
        var padded = Zoo.resnet20A().resolve();
        var projected = Zoo.resnet20().resolve();

        assertThat(count(padded, Role.WEIGHT)).isEqualTo(432 + 13_824 + 50_688 + 202_752 + 640);
        assertThat(count(padded, Role.SCALE)).isEqualTo(688);
        assertThat(count(padded, Role.SHIFT)).isEqualTo(688);
        assertThat(count(padded, Role.BIAS)).isEqualTo(10);
        assertThat(count(projected, Role.WEIGHT) - count(padded, Role.WEIGHT)).isEqualTo(2_560);
        assertThat(count(projected, Role.SCALE) - count(padded, Role.SCALE)).isEqualTo(96);
        assertThat(count(projected, Role.BIAS)).isEqualTo(10);
        assertThat(projected.tensors().stream()
                        .filter(tensor -> !tensor.role().isTrained())
                        .mapToLong(ParameterSpec::count)
                        .sum())
                .isEqualTo(2 * (688 + 96));
    }

    /**
     * airbench94's layers (Jordan 2024) have, by hand: 24·3·2·2 = 288 weights and 24 biases in the first convolution; 3×3
     * convolutions of 9·24·64 = 13,824, 9·64·64 = 36,864, 9·64·256 = 147,456 and three of 9·256·256 = 589,824; 2·64 + 4·256 =
     * 1,152 channels with a scale, which the recipe does not have, and a shift; and 256·10 = 2,560 weights behind.
     */
    @Test
    void theParametersOfAirbenchAddUp() {
        var network = Zoo.airbench94().resolve();

        assertThat(count(network, Role.WEIGHT)).isEqualTo(288 + 13_824 + 36_864 + 147_456 + 3 * 589_824 + 2_560);
        assertThat(count(network, Role.BIAS)).isEqualTo(24);
        assertThat(count(network, Role.SCALE)).isEqualTo(1_152);
        assertThat(count(network, Role.SHIFT)).isEqualTo(1_152);
        // Images of 31×31, 15×15, 7×7 and 3×3; the paper's 3.6e14 operations are 476 steps of these.
        assertThat(network.forwardMacs())
                .isEqualTo(31 * 31 * (288 + 13_824)
                        + 15 * 15 * (36_864 + 147_456)
                        + 7 * 7 * (589_824 + 589_824)
                        + 3 * 3 * 589_824
                        + 2_560);
        assertThat(476.0 * 1024 * network.trainingFlops()).isBetween(3.4e14, 3.7e14);
    }

    @Test
    void airbenchIsTrainedAsItsRecipeSays() {
        var training = Tasks.cifar10Airbench94().training();
        long stepsAnEpoch = 49;

        assertThat(training.optimizer().learningRate()).isCloseTo(1.5, within(1e-12));
        assertThat(training.schedule().multiplier(0)).isEqualTo(0.2);
        assertThat(training.schedule().multiplier(112)).isEqualTo(1);
        assertThat(training.schedule().length()).contains(10 * stepsAnEpoch);
        assertThat(groups(training, Role.WEIGHT)).allMatch(ParameterGroup::isTrained);
        assertThat(groups(training, Role.SCALE)).hasSize(6).noneMatch(ParameterGroup::isTrained);
        assertThat(groups(training, Role.SHIFT))
                .hasSize(6)
                .allMatch(group -> group.rateFactor() == 64 && group.decayFactor() * group.rateFactor() == 1);
    }

    private static Stream<ParameterGroup> groups(TrainingSpec training, Role role) {
        return training.network().resolve().parameters().stream()
                .filter(parameter -> parameter.role() == role)
                .map(training::groupOf);
    }

    private static long count(ResolvedNetwork network, Role role) {
        return network.parameters().stream()
                .filter(parameter -> parameter.role() == role)
                .mapToLong(ParameterSpec::count)
                .sum();
    }

    @Test
    void residualNetworksHalveTheImageTwice() {
        var sums = Zoo.resnet20().resolve().operations().stream()
                .filter(operation -> operation.spec() instanceof Residual)
                .map(operation -> operation.path() + " " + operation.output());

        assertThat(sums)
                .containsExactly(
                        "3 [16, 32, 32]",
                        "5 [16, 32, 32]",
                        "7 [16, 32, 32]",
                        "9 [32, 16, 16]",
                        "11 [32, 16, 16]",
                        "13 [32, 16, 16]",
                        "15 [64, 8, 8]",
                        "17 [64, 8, 8]",
                        "19 [64, 8, 8]");
        assertThat(Zoo.resnet20A().resolve().parameters())
                .noneMatch(parameter -> parameter.name().contains("shortcut"));
        assertThat(Zoo.resnet20().resolve().parameters())
                .extracting(ParameterSpec::name)
                .contains("9.shortcut.0.weight", "9.shortcut.1.bias", "15.shortcut.0.weight");
    }

    @Test
    void branchesSeeWindowsOfDifferentSizes() {
        var operations = Zoo.inceptionMini().resolve().operations();

        assertThat(operations.stream()
                        .filter(operation -> operation.spec() instanceof Concat)
                        .map(operation -> operation.path() + " " + operation.output()))
                .containsExactly("4 [64, 16, 16]", "6 [128, 8, 8]");
        assertThat(operations.stream()
                        .filter(operation -> operation.spec() instanceof Conv2d)
                        .filter(operation -> operation.path().startsWith("4."))
                        .map(operation -> operation.path() + " " + operation.receptiveField()))
                .containsExactly(
                        "4.branches.0.0 4×4",
                        "4.branches.1.0 4×4",
                        "4.branches.1.3 8×8",
                        "4.branches.2.0 4×4",
                        "4.branches.2.3 12×12",
                        "4.branches.3.1 8×8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "spiral-mlp         | 64, 512, 128",
                "fashion-cnn        | 112896, 903168, 200704, 1280",
                "cifar-cnn          | 884736, 4718592, 524288, 1280",
                "cifar-tutorial-cnn | 777600, 3115008, 589824, 65536, 640",
                "mnist-untied-cnn   | 112896, 903168, 903168, 313600, 1000",
                "scratcher-cnn      | 16200, 12168, 7200, 500"
            })
    void countsMultiplyAccumulatesOfConvolutionsAndDenseLayers(String name, String macs) {
        var counted = Zoo.network(name).resolve().operations().stream()
                .map(Operation::forwardMacs)
                .filter(count -> count > 0)
                .map(String::valueOf);

        assertThat(counted).containsExactly(macs.split(", "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "spiral-mlp         | [32] [32] [16] [16] [8]",
                "fashion-cnn        | [16, 28, 28] [16, 28, 28] [16, 14, 14] [32, 14, 14] [32, 14, 14] [32, 7, 7]"
                        + " [1568] [128] [128] [128] [10]",
                "cifar-cnn          | [32, 32, 32] [32, 32, 32] [32, 16, 16] [64, 16, 16] [64, 16, 16] [64, 8, 8]"
                        + " [4096] [128] [128] [10]",
                "cifar-tutorial-cnn | [32, 30, 30] [32, 30, 30] [32, 15, 15] [64, 13, 13] [64, 13, 13] [64, 6, 6]"
                        + " [64, 4, 4] [64, 4, 4] [1024] [64] [64] [10]",
                "mnist-untied-cnn   | [16, 28, 28] [16, 28, 28] [16, 14, 14] [32, 14, 14] [32, 14, 14] [32, 7, 7]"
                        + " [64, 7, 7] [64, 7, 7] [3136] [100] [100] [10]",
                "scratcher-cnn      | [2, 30, 30] [2, 30, 30] [2, 15, 15] [4, 13, 13] [4, 13, 13] [4, 6, 6]"
                        + " [144] [50] [50] [10]"
            })
    void passesTheseShapesFromLayerToLayer(String name, String shapes) {
        var network = Zoo.network(name).resolve();

        assertThat(network.operations().stream().map(layer -> layer.output().toString()))
                .containsExactly(shapes.split("(?<=]) "));
        for (int i = 1; i < network.operations().size(); i++) {
            assertThat(network.operations().get(i).input())
                    .isEqualTo(network.operations().get(i - 1).output());
        }
        assertThat(network.operations().getFirst().input()).isEqualTo(network.input());
    }

    @Test
    void namesParametersByTheirLayersPlace() {
        assertThat(Zoo.fashionCnn().resolve().parameters().stream().map(p -> p.name() + " " + p.shape()))
                .containsExactly(
                        "0.weight [16, 1, 3, 3]",
                        "0.bias [16]",
                        "3.weight [32, 16, 3, 3]",
                        "3.bias [32]",
                        "7.weight [128, 1568]",
                        "7.bias [128]",
                        "10.weight [10, 128]",
                        "10.bias [10]");
        assertThat(Zoo.mnistUntiedCnn().resolve().parameters().get(1).shape()).containsExactly(16, 28, 28);
    }

    @Test
    void countsTrainingAsThreeForwardPassesLessTheFirstGradientByInput() {
        var network = Zoo.fashionCnn().resolve();

        assertThat(network.forwardMacs()).isEqualTo(1_218_048);
        assertThat(network.trainingFlops()).isEqualTo(2 * (3 * 1_218_048 - 112_896));
    }

    static List<NetworkSpec> networks() {
        return Zoo.networks();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void findsEveryNetworkByItsName(NetworkSpec network) {
        assertThat(Zoo.network(network.name())).isEqualTo(network);
    }

    @Test
    void listsTheNetworksWhenOneIsUnknown() {
        assertThatThrownBy(() -> Zoo.network("alexnet"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "There is no network \"alexnet\"; there are: spiral-mlp, fashion-cnn, cifar-cnn,"
                                + " cifar-tutorial-cnn, mnist-untied-cnn, scratcher-cnn, lenet-5, vgg-mini, resnet-20, resnet-20-a, inception-mini, mobilenet-mini, airbench94");
    }

    static List<TaskSpec> tasks() {
        return Tasks.all();
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void findsEveryTaskByItsName(TaskSpec task) {
        assertThat(Tasks.task(task.name())).isEqualTo(task);
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void describesTasksThatCanBeStarted(TaskSpec task) {
        var network = task.network().resolve();

        assertThat(network.logits().count()).isEqualTo(task.data().dataSet().classes());
        ParameterInitializer.draw(task.training()).requireMatch(network.tensors());
    }

    @Test
    void trainsEveryNetworkInSomeTask() {
        assertThat(Tasks.all().stream().map(task -> task.network().name()))
                .containsExactlyInAnyOrderElementsOf(
                        Zoo.networks().stream().map(NetworkSpec::name).toList());
    }

    @Test
    void givesNoNameTwice() {
        assertThat(Stream.concat(
                        Tasks.all().stream().map(TaskSpec::name),
                        Zoo.networks().stream().map(NetworkSpec::name)))
                .doesNotHaveDuplicates();
    }

    @Test
    void listsTheTasksWhenOneIsUnknown() {
        assertThatThrownBy(() -> Tasks.task("imagenet"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "There is no task \"imagenet\"; there are: spiral, fashion-mnist, cifar-10,"
                                + " cifar-10-tutorial, mnist-untied, mnist-scratcher, mnist-lenet-5, cifar-10-vgg, cifar-10-resnet-20, cifar-10-resnet-20-a, cifar-10-inception, cifar-10-mobilenet, cifar-10-airbench94");
    }
}
