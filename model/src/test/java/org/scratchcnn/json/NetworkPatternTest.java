package org.scratchcnn.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scratchcnn.network.Concat;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.Flatten;
import org.scratchcnn.network.LayerSpec;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Reshape;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.zoo.OperationCases;
import org.scratchcnn.network.zoo.Zoo;

/** Networks as patterns of words and arrows. */
class NetworkPatternTest {

    private static final Shape CIFAR = Shape.image(3, 32, 32);

    private static NetworkSpec read(String pattern) {
        return NetworkPattern.read(pattern, Optional.of(CIFAR), OptionalInt.of(10));
    }

    private static List<String> layers(String pattern) {
        return read(pattern).layers().stream().map(LayerSpec::describe).toList();
    }

    @Test
    void readsThePatternOfLecturesWithWhatIsUsual() {
        var spec = read("INPUT -> [[CONV -> RELU]*2 -> POOL]*3 -> [FC -> RELU]*2 -> FC");

        assertThat(spec.layers().subList(0, 15))
                .isEqualTo(Zoo.vggMini().layers().subList(0, 15));
        assertThat(spec.layers().stream().map(LayerSpec::describe).skip(15))
                .containsExactly("Flatten", "Dense(2048→128)", "ReLU", "Dense(128→128)", "ReLU", "Dense(128→10)");
        assertThat(spec.input()).isEqualTo(CIFAR);
    }

    @Test
    void readsSettingsInOrderAndByName() {
        assertThat(layers("INPUT(3,32,32) -> CONV(8,5,padding=2,bias=false)->BN -> AVGPOOL(3, 2) -> tanh"
                        + " -> CONV(4, kernel=1x3, stride=1x2, padding=0x0x1x1) -> DROPOUT(0.25) -> GAP -> FC(7)"))
                .containsExactly(
                        "Conv2d(3→8, 5×5, padding 2, no bias)",
                        "BatchNorm2d(8)",
                        "AvgPool2d(3×3, stride 2×2)",
                        "Tanh",
                        "Conv2d(8→4, 1×3, stride 1×2, padding (top 0, left 0, bottom 1, right 1))",
                        "Dropout(0.25)",
                        "GlobalAvgPool2d",
                        "Dense(4→7)");
    }

    @Test
    void theInputIsThePatternsOwnOrElseTheDatas() {
        assertThat(read("INPUT(1, 8, 8) -> FC").input()).isEqualTo(Shape.image(1, 8, 8));
        assertThat(read("INPUT(5) -> FC").layers()).hasSize(1);
        assertThat(read("INPUT -> FC").input()).isEqualTo(CIFAR);
    }

    @Test
    void readsBlocksAndBranches() {
        assertThat(layers("INPUT -> RESIDUAL([CONV(3) -> BN]) -> [RESIDUAL([CONV(6)], [CONV(6, 1)]) -> RELU]*1"
                        + " -> CONCAT([CONV(2)], [POOL(3, 1, padding=1)], []) -> FC"))
                .containsExactly(
                        "Residual: body + input",
                        "Residual: body + shortcut",
                        "ReLU",
                        "Concat of 3 branches",
                        "Flatten",
                        "Dense(14336→10)");
    }

    @Test
    void everyBranchFlattensForItself() {
        assertThat(read("INPUT(2,3,3) -> CONCAT([FC(4)], [CONV(1) -> FC(5)]) -> RESHAPE(1x3x3) -> FC")
                        .layers())
                .contains(new Concat(List.of(
                        List.of(new Flatten(), Dense.of(18, 4)),
                        List.of(Conv2d.of(2, 1, 3).withPadding(Padding2d.all(1)), new Flatten(), Dense.of(9, 5)))))
                .endsWith(new Reshape(Shape.image(1, 3, 3)), new Flatten(), Dense.of(9, 10));
    }

    @Test
    void refusesAShapeOfTwo() {
        assertThatThrownBy(() -> read("INPUT(4) -> RESHAPE(2x2) -> FC"))
                .hasMessage(
                        "line 1, column 21: RESHAPE must be [channels, height, width] such as [3, 32, 32], or [features] such as [2], but is [2, 2]");
    }

    static List<NetworkSpec> networks() {
        return Stream.concat(Zoo.networks().stream(), OperationCases.networks().stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void whatIsWrittenReadsAsEqualLayers(NetworkSpec network) {
        var pattern = NetworkPattern.write(network);
        var back = NetworkPattern.read(pattern, Optional.empty(), OptionalInt.empty());

        assertThat(back.layers()).as(pattern).isEqualTo(network.layers());
        assertThat(back.input()).isEqualTo(network.input());
        assertThat(NetworkPattern.write(back)).isEqualTo(pattern);
    }

    @Test
    void writesRepetitionsOnce() {
        assertThat(NetworkPattern.write(Zoo.vggMini()))
                .isEqualTo(
                        "INPUT(3, 32, 32) -> [CONV(32, 3) -> RELU]*2 -> POOL(2) -> [CONV(64, 3) -> RELU]*2 -> POOL(2) -> [CONV(128, 3) -> RELU]*2 -> POOL(2) -> FC(128) -> RELU -> FC(10)");
        var deep = "INPUT(3, 32, 32) -> [[CONV(8, 3) -> RELU]*2 -> POOL(2)]*3 -> FC(10)";
        assertThat(NetworkPattern.write(read(deep))).isEqualTo(deep);
        var settings =
                "INPUT(3, 32, 32) -> CONV(8, 5, bias=false, padding=0) -> AVGPOOL(2, 1, countPadding=false) -> FC(10)";
        assertThat(NetworkPattern.write(read(settings))).isEqualTo(settings);
        var normalized = "INPUT(3, 32, 32) -> LN -> LN(epsilon=0.01, affine=false) -> SOFTMAX -> FC(10) -> LOGSOFTMAX";
        assertThat(NetworkPattern.write(read(normalized))).isEqualTo(normalized);
        var shapes =
                "INPUT(6) -> FC(36) -> RESHAPE(4x3x3) -> CONV(2, 3) -> CONCAT([RESHAPE(18)], [RESHAPE(1x9x2) -> FC(7)]) -> FC(10)";
        assertThat(NetworkPattern.write(read(shapes))).isEqualTo(shapes);
        var dropped = "INPUT(3, 32, 32) -> SPATIALDROPOUT2D(0.25) -> FC(10)";
        assertThat(NetworkPattern.write(read(dropped))).isEqualTo(dropped);
        var flat = "INPUT(3, 32, 32) -> FLATTEN -> RELU*2 -> FC(10, bias=false)";
        assertThat(NetworkPattern.write(read(flat))).isEqualTo(flat);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    CONV -> FC | line 1, column 1: expected INPUT as the first layer
                    INPUT | line 1, column 6: the pattern makes no network: pattern ends in [3, 32, 32], but a network must end in features [F], its logits; add Flatten and Dense layers
                    INPUT -> | line 1, column 9: expected a layer such as CONV, POOL or FC, but found the end
                    INPUT -> [CONV -> RELU | line 1, column 23: expected ], which ends what column 10 begins, but found the end
                    INPUT -> [CONV]*3 -> ]FC | line 1, column 22: expected a layer such as CONV, POOL or FC, but found "]"
                    INPUT -> CONV FC | line 1, column 15: expected -> and another layer, * and a number, or the end, but found "F"
                    INPUT -> CONV*0 -> FC | line 1, column 15: expected a whole number from 1 to 1000, but found 0
                    INPUT -> CONV*10000 -> FC | line 1, column 15: expected a whole number from 1 to 1000, but found 10000
                    INPUT -> CONV*x -> FC | line 1, column 15: expected how many times, such as 2, but found "x"
                    INPUT -> CONV(8, -> FC | line 1, column 18: expected a number such as 3, a pair such as 3x5, or layers in brackets, but found "-"
                    INPUT -> CONV(8 -> FC | line 1, column 17: expected ), which ends what column 14 begins, but found "-"
                    INPUT -> CONVV(8) -> FC | line 1, column 10: CONVV is unknown; there are
                    INPUT -> CONV(8, 3, 1, 1) -> FC | line 1, column 24: CONV is one setting too many: CONV has filters, kernel, stride; others are written as name=value
                    INPUT -> RELU(3) -> FC | line 1, column 15: RELU is a setting without a name; write name=value
                    INPUT -> CONV(8, filters=3) -> FC | line 1, column 18: CONV filters gives filters of CONV twice
                    INPUT -> CONV(0) -> FC | line 1, column 15: CONV must be a whole number from 1 to 2147483647, but is 0
                    INPUT -> CONV(8, kernal=3) -> FC | line 1, column 18: CONV kernal is unknown: conv2d has type, filters, kernel, stride, padding, dilation, groups, bias; did you mean kernel?
                    INPUT -> CONV(8, 4) -> FC | line 1, column 10: CONV with input [3, 32, 32]: "same" padding is for stride 1 and odd kernels
                    INPUT -> POOL*6 -> FC | line 1, column 10: POOL with input [3, 1, 1]: its kernel covers 2×2
                    INPUT -> FC -> INPUT | line 1, column 16: INPUT stands at the beginning only
                    INPUT(3,32) -> FC | line 1, column 1: INPUT must be INPUT(channels, height, width)
                    INPUT(0) -> FC | line 1, column 7: INPUT must be a whole number from 1
                    INPUT -> [[[RELU*1000]*1000]*1000 -> FC]*9 | line 1, column 13: RELU is one of more than 10,000 layers
                    INPUT -> DROPOUT([RELU]) -> FC | line 1, column 18: DROPOUT must be a number of at least 0 and below 1
                    """)
    void pointsAtTheCharacterThatIsWrong(String pattern, String message) {
        assertThatThrownBy(() -> read(pattern))
                .isInstanceOf(InvalidJsonException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void needsAShapeFromSomewhere() {
        assertThatThrownBy(() -> NetworkPattern.read("INPUT -> FC", Optional.empty(), OptionalInt.empty()))
                .hasMessageStartingWith(
                        "line 1, column 1: INPUT lacks the input's shape, INPUT(channels, height, width)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "->",
                "INPUT ->-> FC",
                "INPUT->FC)",
                "INPUT(",
                "INPUT(1,2,3",
                "INPUT->CONV(a=)",
                "INPUT->FC*9999999999999",
                "INPUT->[",
                "INPUT->[]->FC",
                "INPUT->CONV(1e999)->FC",
                "INPUT->CONV(8,3e)",
                "😀"
            })
    void whateverIsWrongIsSaidInOneLine(String pattern) {
        assertThatThrownBy(() -> read(pattern))
                .isInstanceOf(InvalidJsonException.class)
                .hasMessageMatching("line \\d+, column \\d+: [^\n]+");
    }
}
