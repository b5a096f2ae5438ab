package org.scratchcnn.json;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people are told about a network that is no network. */
class NetworkJsonErrorsTest {

    private static final String TYPES =
            Arrays.stream(LayerJson.Type.values()).map(type -> type.title).collect(Collectors.joining(", "));

    @Test
    void namesLineAndColumnOfWhatIsWrong() {
        refuses(
                """
                {
                  "input": [3, 64, 64],
                  "layers": [
                    { "type": "conv2d", "filters": 16, "kernel": "3x3" }
                  ]
                }
                """,
                "line 4, column 40: layers[0].kernel must be a number such as 3 or a pair such as [3, 5], but is \"3x3\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            Linear           | ; did you mean dense?
            Conv2D           | ; did you mean conv2d?
            conv             | ; did you mean conv2d?
            MaxPooling2D     | ; did you mean maxPool2d?
            AveragePooling2D | ; did you mean avgPool2d?
            max_pool2d       | ; did you mean maxPool2d?
            ReLU             | ; did you mean relu?
            dropuot          | ; did you mean dropout?
            BatchNorm2d      | ; did you mean batchNorm?
            BatchNormalization | ; did you mean batchNorm?
            GlobalAveragePooling2D | ; did you mean globalAvgPool?
            Dropout2d        | ; did you mean spatialDropout2d?
            LayerNormalization | ; did you mean layerNorm?
            UpSampling2D     | ; did you mean upsample?
            Residual         | ; did you mean residual?
            Concatenate      | ; did you mean concat?
            add              | ; did you mean residual?
            LSTM             | ~~
            """)
    void suggestsTheTypeThatMayBeMeant(String type, String suggestion) {
        refusesLayer(
                "{\"type\": \"" + type + "\"}",
                "layers[0].type must be one of " + TYPES + "," + " but is \"" + type + "\"" + suggestion);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            kernel_size  | ; did you mean kernel?
            strides      | ; did you mean stride?
            out_channels | ; did you mean filters?
            activation   | ; make the activation a layer of its own, after this one
            colour       | ~~
            """)
    void suggestsTheSettingThatMayBeMeant(String field, String suggestion) {
        refusesLayer(
                "{\"type\": \"conv2d\", \"filters\": 1, \"kernel\": 3, \"" + field + "\": 1}",
                "layers[0]." + field
                        + " is unknown: conv2d has type, filters, kernel, stride, padding, dilation, groups, bias"
                        + suggestion);
    }

    @Test
    void refusesASettingOfAnotherLayer() {
        refusesLayer("{\"type\": \"relu\", \"slope\": 0.1}", "layers[0].slope is unknown: relu has type");
        refusesLayer(
                "{\"type\": \"maxPool2d\", \"kernel\": 2, \"countPadding\": true}",
                "layers[0].countPadding is unknown: maxPool2d has type, kernel, stride, padding, ceilMode");
    }

    @Test
    void namesWhatIsMissing() {
        refusesLayer("{\"filters\": 3}", "layers[0] lacks type, such as \"dense\"");
        refusesLayer("\"dense\"", "layers[0] lacks outputs, a number such as 3");
        refusesLayer(
                "{\"type\": \"conv2d\", \"filters\": 1}",
                "layers[0] lacks kernel, a number such as 3 or a pair such as [3, 5]");
        refusesLayer("\"dropout\"", "layers[0] lacks probability, a number of at least 0 and below 1");
        refuses(
                "{\"input\": [2]}",
                "line 1, column 1: the network lacks layers, a list of layers such as"
                        + " [\"flatten\", {\"type\": \"dense\", \"outputs\": 10}]");
    }

    @Test
    void refusesConstantsOfActivationsThatAreNoneOfTheirs() {
        refusesLayer("{\"type\": \"elu\", \"alpha\": 0}", "layers[0].alpha must be a positive number, but is 0");
        refusesLayer(
                "{\"type\": \"gelu\", \"approximation\": \"tan\"}",
                "layers[0].approximation must be one of exact, tanh, but is \"tan\"; did you mean tanh?");
        refusesLayer("\"scale\"", "layers[0] lacks factor, a number such as 0.01");
    }

    @Test
    void refusesTheWrongKindOfValue() {
        var conv = "{\"type\": \"conv2d\", \"filters\": 1, \"kernel\": 3, ";
        refusesLayer(
                "7", "layers[0] must be a layer such as \"relu\" or {\"type\": \"dense\", \"outputs\": 10}, but is 7");
        refusesLayer(
                conv + "\"stride\": [1, 2, 3]}",
                "layers[0].stride must be a number such as 3 or a pair such as [3, 5], but is [1, 2, 3]");
        refusesLayer(conv + "\"stride\": [1, \"2\"]}", "layers[0].stride[1] must be a number such as 3, but is \"2\"");
        refusesLayer(
                conv + "\"padding\": \"valid\"}",
                "layers[0].padding must be \"same\", a number such as 1, [vertical, horizontal] or"
                        + " [top, left, bottom, right], but is \"valid\"");
        refusesLayer(
                conv + "\"padding\": [1, 2, 3]}",
                "layers[0].padding must be \"same\", a number such as 1, [vertical, horizontal] or"
                        + " [top, left, bottom, right], but is [1, 2, 3]");
        refusesLayer(
                "{\"type\": \"maxPool2d\", \"kernel\": 3, \"padding\": \"same\"}",
                "layers[0].padding must be a number such as 1, [vertical, horizontal] or [top, left, bottom, right],"
                        + " but is \"same\"");
        refusesLayer(conv + "\"bias\": 0}", "layers[0].bias must be true, false or \"perPosition\", but is 0");
        refusesLayer(
                "{\"type\": \"dense\", \"outputs\": 3, \"bias\": null}",
                "layers[0].bias must be true or false, but is null");
        refusesLayer(
                "{\"type\": \"dense\", \"outputs\": {\"a\": 1}}",
                "layers[0].outputs must be a number such as 3, but is an object");
        refusesLayer("{\"type\": 5}", "layers[0].type must be one of " + TYPES + "," + " but is 5");
    }

    @ParameterizedTest
    @CsvSource({"0", "-3", "2.5", "2147483648", "1e99", "1e99999999999"})
    void refusesCountsOutOfRange(String outputs) {
        refusesLayer(
                "{\"type\": \"dense\", \"outputs\": " + outputs + "}",
                "layers[0].outputs must be a whole number from 1 to 2147483647, but is " + outputs);
    }

    @ParameterizedTest
    @CsvSource({"1", "-0.1", "1e400"})
    void refusesProbabilitiesOutOfRange(String probability) {
        refusesLayer(
                "{\"type\": \"dropout\", \"probability\": " + probability + "}",
                "layers[0].probability must be a number of at least 0 and below 1, but is " + probability);
    }

    @Test
    void refusesPaddingBelowZero() {
        refusesLayer(
                "{\"type\": \"maxPool2d\", \"kernel\": 3, \"padding\": [0, -1]}",
                "layers[0].padding[1] must be a whole number from 0 to 2147483647, but is -1");
    }

    @Test
    void namesTheLayerThatDoesNotFitAndItsInput() {
        refuses(
                """
                {
                  "input": [1, 28, 28],
                  "layers": [
                    { "type": "maxPool2d", "kernel": 2 },
                    { "type": "dense", "outputs": 3 }
                  ]
                }
                """,
                "line 5, column 5: layers[1] with input [1, 14, 14]: Dense takes features [F], but its input is the image"
                        + " [1, 14, 14]; put a Flatten before it, which makes [196]");
        refusesLayer(
                "{\"type\": \"conv2d\", \"filters\": 1, \"kernel\": 9}",
                "layers[0] with input [1, 8, 8]: its kernel covers 9×9, more than the 8×8 that the input has with its"
                        + " padding, so its output would be empty; use a smaller kernel or more padding");
        refusesLayer(
                "{\"type\": \"conv2d\", \"filters\": 1, \"kernel\": 4, \"padding\": \"same\"}",
                "layers[0] with input [1, 8, 8]: \"same\" padding is for stride 1 and odd kernels, but this convolution has"
                        + " a kernel of 4×4, a stride of 1×1 and a dilation of 1×1; give its padding as numbers");
        refusesLayer(
                "{\"type\": \"maxPool2d\", \"kernel\": 2, \"padding\": 2}",
                "layers[0] with input [1, 8, 8]: MaxPool2d's padding 2 must be smaller than its kernel 2×2, or a window"
                        + " could hold padding alone");
    }

    @Test
    void namesTheLayerInsideABlockOrBranch() {
        refuses(
                """
                {
                  "input": [1, 8, 8],
                  "layers": [
                    { "type": "residual", "body": [
                      { "type": "conv2d", "filters": 1, "kernel": 3, "padding": 1 },
                      { "type": "dense", "outputs": 3 }
                    ] }
                  ]
                }
                """,
                "line 6, column 7: layers[0].body[1] with input [1, 8, 8]: Dense takes features [F], but its input is the"
                        + " image [1, 8, 8]; put a Flatten before it, which makes [64]");
        refusesLayer(
                "{\"type\": \"concat\", \"branches\": [[], [\"tanh\", {\"type\": \"conv2d\", \"filters\": \"x\"}]]}",
                "layers[0].branches[1][1].filters must be a number such as 3, but is \"x\"");
        refusesLayer(
                "{\"type\": \"residual\", \"body\": [{\"type\": \"conv2d\", \"filters\": 2, \"kernel\": 1}]}",
                "layers[0] with input [1, 8, 8]: its body makes [2, 8, 8], but its shortcut [1, 8, 8], and only equal shapes"
                        + " can be added; change the body, or give the shortcut layers that make the same");
        refusesLayer(
                "{\"type\": \"residual\", \"body\": []}",
                "layers[0] with input [1, 8, 8]: Residual needs at least one layer in its body; leave the block out");
        refusesLayer(
                "{\"type\": \"concat\", \"branches\": [[]]}",
                "layers[0] with input [1, 8, 8]: Concat needs at least two branches, but was given 1");
    }

    @Test
    void refusesBlocksAndBranchesThatAreNoLists() {
        refusesLayer(
                "{\"type\": \"residual\", \"body\": \"relu\"}",
                "layers[0].body must be a list of layers such as"
                        + " [\"flatten\", {\"type\": \"dense\", \"outputs\": 10}], but is \"relu\"");
        refusesLayer(
                "\"residual\"",
                "layers[0] lacks body, a list of layers such as [\"flatten\", {\"type\": \"dense\", \"outputs\": 10}]");
        refusesLayer(
                "{\"type\": \"concat\", \"branches\": [\"relu\"]}",
                "layers[0].branches[0] must be a list of layers such as"
                        + " [\"flatten\", {\"type\": \"dense\", \"outputs\": 10}], but is \"relu\"");
        refusesLayer(
                "{\"type\": \"concat\", \"branches\": 2}",
                "layers[0].branches must be a list of branches, each a list of layers, such as [[\"relu\"], [\"tanh\"]],"
                        + " but is 2");
    }

    @Test
    void refusesNormalizationsThatAreNone() {
        refusesLayer(
                "{\"type\": \"batchNorm\", \"epsilon\": 0}",
                "layers[0].epsilon must be a positive number such as 1e-5, but is 0");
        refusesLayer(
                "{\"type\": \"batchNorm\", \"momentum\": 1.5}",
                "layers[0].momentum must be a number from 0 to 1, but is 1.5");
        refusesLayer("{\"type\": \"batchNorm\", \"affine\": 1}", "layers[0].affine must be true or false, but is 1");
        refusesLayer(
                "{\"type\": \"batchNorm\", \"eps\": 1}",
                "layers[0].eps is unknown: batchNorm has type, epsilon, momentum, affine; did you mean epsilon?");
        refusesLayer(
                "{\"type\": \"padChannels\", \"before\": -1}",
                "layers[0].before must be a whole number from 0 to 2147483647, but is -1");
    }

    @Test
    void refusesANetworkThatEndsInAnImage() {
        refuses(
                "{\"input\": [1, 8, 8],\n\"layers\": [\"relu\"]}",
                "line 2, column 1: layers make no network: unnamed ends in [1, 8, 8], but a network must end in features"
                        + " [F], its logits; add Flatten and Dense layers");
    }

    @Test
    void refusesInputsThatAreNoShape() {
        var dense = ", \"layers\": [{\"type\": \"dense\", \"outputs\": 3}]}";
        var shape =
                "line 1, column 2: input must be [channels, height, width] such as [3, 32, 32], or [features] such as"
                        + " [2], but is ";
        refuses("{\"input\": [28, 28]" + dense, shape + "[28, 28]");
        refuses("{\"input\": 784" + dense, shape + "784");
        refuses(
                "{\"input\": [0]" + dense,
                "line 1, column 12: input[0] must be a whole number from 1 to 2147483647, but is 0");
        refuses(
                "{\"input\": [100000, 100000, 3]" + dense,
                "line 1, column 2: input is not possible: An image of [100000, 100000, 3] has more values than one array can"
                        + " hold");
    }

    @Test
    void refusesWhatANetworkDoesNotHave() {
        refuses(
                "{\"input\": [2], \"layer\": []}",
                "line 1, column 16: layer is unknown: a network has name, input, layers, loss; did you mean layers?");
        refuses(
                "{\"input\": [2], \"layers\": [], \"loss\": \"mse\"}",
                "line 1, column 30: loss must be one of softmaxCrossEntropy, focal, binaryCrossEntropy, binaryCrossEntropyOfProbabilities, meanSquaredError, meanAbsoluteError, huber, kullbackLeibler, but is"
                        + " \"mse\"; did you mean meanSquaredError?");
        refuses(
                "{\"input\": [2], \"layers\": [], \"name\": 5}",
                "line 1, column 30: name must be a text such as \"digits\", but is 5");
        refuses(
                "{\"input\": [2], \"layers\": \"relu\"}",
                "line 1, column 16: layers must be a list of layers such as"
                        + " [\"flatten\", {\"type\": \"dense\", \"outputs\": 10}], but is \"relu\"");
        refuses(
                "[]",
                "line 1, column 1: the network must be an object such as"
                        + " {\"input\": [2], \"layers\": [{\"type\": \"dense\", \"outputs\": 3}]}, but is []");
    }

    @Test
    void refusesMalformedJson() {
        refuses("", "is empty");
        refuses("{} {}", "line 1, column 1: the network has ended, but more follows in line 1");
        refuses(
                "{\"input\": [2],\n}",
                "line 2, column 1: Unexpected character ('}' (code 125)): was expecting double-quote to start property name");
        refuses(
                "{\"input\": [2],\n\"layers\": [\"relu\"",
                "line 2, column 18: Unexpected end-of-input: expected close marker for Array");
        refuses(
                "{\"input\": [2] \"layers\": []}",
                "line 1, column 15: Unexpected character ('\"' (code 34)): was expecting comma to separate Object entries");
        assertThatThrownBy(() -> read("[".repeat(10_000)))
                .isInstanceOf(InvalidJsonException.class)
                .hasMessageContaining("nesting depth");
    }

    @Test
    void refusesAFieldGivenTwice() {
        refuses("{\n\"input\": [2],\n\"input\": [3]}", "line 3, column 8: Duplicate Object property \"input\"");
        refusesLayer("{\"type\": \"dense\", \"outputs\": 3, \"outputs\": 4}", "Duplicate Object property \"outputs\"");
    }

    /** Of one layer behind an image of 8×8, in line 1. */
    private static void refusesLayer(String layer, String problem) {
        assertThatThrownBy(() -> read("{\"input\": [1, 8, 8], \"layers\": [" + layer + "]}"))
                .isInstanceOf(InvalidJsonException.class)
                .hasMessageMatching("line 1, column \\d+: " + Pattern.quote(problem));
    }

    private static void refuses(String json, String message) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(InvalidJsonException.class)
                .hasMessage(message);
    }

    private static void read(String json) {
        NetworkJson.read(json, "unnamed", Optional.empty());
    }
}
