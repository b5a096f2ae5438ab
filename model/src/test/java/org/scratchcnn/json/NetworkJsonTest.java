package org.scratchcnn.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scratchcnn.file.InvalidFileException;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.AdaptiveAvgPool2d;
import org.scratchcnn.network.AvgPool2d;
import org.scratchcnn.network.BatchNorm1d;
import org.scratchcnn.network.BatchNorm2d;
import org.scratchcnn.network.Bias;
import org.scratchcnn.network.Concat;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.ConvTranspose2d;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.Dropout;
import org.scratchcnn.network.Flatten;
import org.scratchcnn.network.GlobalAvgPool2d;
import org.scratchcnn.network.GroupNorm;
import org.scratchcnn.network.InvalidNetworkException;
import org.scratchcnn.network.LayerNorm;
import org.scratchcnn.network.LayerSpec;
import org.scratchcnn.network.LocallyConnected2d;
import org.scratchcnn.network.LogSoftmax;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.MaxPool2d;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.PadChannels;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.PoolWindow;
import org.scratchcnn.network.Reshape;
import org.scratchcnn.network.Residual;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Size2d;
import org.scratchcnn.network.Softmax;
import org.scratchcnn.network.SpatialDropout2d;
import org.scratchcnn.network.Upsample;
import org.scratchcnn.network.Window2d;
import org.scratchcnn.network.zoo.Zoo;

class NetworkJsonTest {

    private static final String DENSE = "{\"layers\": [{\"type\": \"dense\", \"outputs\": 3}]";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void infersChannelsAndFeatures() {
        var network = read("""
                {
                  "name": "photos",
                  "input": [3, 64, 64],
                  "layers": [
                    { "type": "conv2d", "filters": 16, "kernel": 3, "padding": "same" },
                    { "type": "relu" },
                    { "type": "maxPool2d", "kernel": 2 },
                    { "type": "flatten" },
                    { "type": "dense", "outputs": 10 },
                    "relu", { "type": "dropout", "probability": 0.5 }, { "type": "dense", "outputs": 3 }
                  ],
                  "loss": "softmaxCrossEntropy"
                }
                """);

        assertThat(network)
                .isEqualTo(new NetworkSpec(
                        "photos",
                        Shape.image(3, 64, 64),
                        List.of(
                                Conv2d.of(3, 16, 3).withPadding(Padding2d.all(1)),
                                Activation.relu(),
                                MaxPool2d.of(2),
                                new Flatten(),
                                Dense.of(16 * 32 * 32, 10),
                                Activation.relu(),
                                new Dropout(0.5),
                                Dense.of(10, 3)),
                        LossSpec.SOFTMAX_CROSS_ENTROPY));
    }

    @Test
    void takesNumbersPairsAndFourSides() {
        var layers = layers("""
                { "type": "conv2d", "filters": 4, "kernel": [5, 3], "stride": 2, "padding": [2, 1], "dilation": [1, 2],
                  "bias": "perPosition" },
                { "type": "conv2d", "filters": 4, "kernel": 1, "stride": [2, 1], "padding": [0, 1, 2, 3], "bias": false },
                { "type": "conv2d", "filters": 6, "kernel": 1, "groups": 2 },
                { "type": "locallyConnected2d", "filters": 6, "kernel": [1, 2], "bias": true },
                { "type": "convTranspose2d", "filters": 3, "kernel": 2, "stride": 2, "padding": 1, "outputPadding": [1, 0],
                  "groups": 3, "bias": false },
                { "type": "avgPool2d", "kernel": 3, "stride": 1, "padding": 1, "ceilMode": true, "countPadding": false },
                { "type": "maxPool2d", "kernel": [2, 1], "padding": [1, 0] },
                { "type": "adaptiveAvgPool2d", "output": [3, 2] }, { "type": "upsample", "factor": [1, 2] },
                "sigmoid", "flatten", "tanh",
                { "type": "dense", "outputs": 2, "bias": false }""");

        assertThat(layers)
                .startsWith(
                        Conv2d.of(1, 4, 1)
                                .withKernel(new Size2d(5, 3))
                                .withStride(Size2d.square(2))
                                .withPadding(new Padding2d(2, 1, 2, 1))
                                .withDilation(new Size2d(1, 2))
                                .withBias(Bias.PER_POSITION),
                        Conv2d.of(4, 4, 1)
                                .withStride(new Size2d(2, 1))
                                .withPadding(new Padding2d(0, 1, 2, 3))
                                .withBias(Bias.NONE),
                        Conv2d.of(4, 6, 1).withGroups(2),
                        LocallyConnected2d.of(6, 6, 1)
                                .withWindow(new Window2d(new Size2d(1, 2), Size2d.ONE, Padding2d.NONE, Size2d.ONE))
                                .withBias(Bias.PER_CHANNEL),
                        ConvTranspose2d.of(6, 3, 2)
                                .withStride(Size2d.square(2))
                                .withPadding(Padding2d.all(1))
                                .withOutputPadding(new Size2d(1, 0))
                                .withGroups(3)
                                .withBias(false),
                        AvgPool2d.of(3)
                                .withStride(Size2d.ONE)
                                .withPadding(Padding2d.all(1))
                                .withCeilMode(true)
                                .withCountPadding(false),
                        new MaxPool2d(
                                new PoolWindow(new Size2d(2, 1), new Size2d(2, 1), new Padding2d(1, 0, 1, 0), false)),
                        new AdaptiveAvgPool2d(new Size2d(3, 2)),
                        new Upsample(new Size2d(1, 2)),
                        Activation.sigmoid(),
                        new Flatten(),
                        Activation.tanh())
                .last()
                .isInstanceOfSatisfying(
                        Dense.class, dense -> assertThat(dense.bias()).isFalse());
    }

    @Test
    void writesSamePaddingAsNumbers() {
        assertThat(layers("""
                { "type": "conv2d", "filters": 1, "kernel": [5, 3], "padding": "same", "dilation": 2 }, "flatten"\
                """).getFirst())
                .isEqualTo(Conv2d.of(1, 1, 1)
                        .withKernel(new Size2d(5, 3))
                        .withDilation(Size2d.square(2))
                        .withPadding(new Padding2d(4, 2, 4, 2)));
    }

    @Test
    void skipsCommentsAndAByteOrderMark() throws IOException {
        var file = file("\uFEFF// made by hand\n" + DENSE + ", /* of a spiral */ \"input\": [2]}");

        assertThat(NetworkJson.read(file, Optional.empty()).input()).isEqualTo(Shape.features(2));
    }

    @Test
    void takesNameAndInputFromOutsideWhereItHasNone() throws IOException {
        var network = NetworkJson.read(file(DENSE + "}"), Optional.of(Shape.features(2)));

        assertThat(network)
                .isEqualTo(new NetworkSpec(
                        "my.net", Shape.features(2), List.of(Dense.of(2, 3)), LossSpec.SOFTMAX_CROSS_ENTROPY));
    }

    @Test
    void prefersItsOwnNameAndInput() throws IOException {
        var network = NetworkJson.read(
                file(DENSE + ", \"input\": [4], \"name\": \"own\", \"loss\": \"meanSquaredError\"}"),
                Optional.of(Shape.features(2)));

        assertThat(network)
                .isEqualTo(new NetworkSpec(
                        "own", Shape.features(4), List.of(Dense.of(4, 3)), LossSpec.MEAN_SQUARED_ERROR));
    }

    @Test
    void namesTheFile() throws IOException {
        var file = file(DENSE + "}");

        assertThatThrownBy(() -> NetworkJson.read(file, Optional.empty()))
                .isInstanceOf(InvalidFileException.class)
                .hasMessage(
                        "%s: line 1, column 1: the network lacks input, [channels, height, width] such as [3, 32, 32], or"
                                + " [features] such as [2]",
                        file);

        Files.write(file, "{\"name\": \"ü\"}".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> NetworkJson.read(file, Optional.empty()))
                .isInstanceOf(InvalidFileException.class)
                .hasMessage("%s: is not UTF-8 text, so no network", file);
    }

    static Stream<NetworkSpec> networks() {
        return Stream.concat(
                Zoo.networks().stream(),
                Stream.of(
                        new NetworkSpec(
                                "a \"b\"\n\\ü",
                                Shape.image(2, 20, 30),
                                List.of(
                                        Conv2d.of(2, 3, 4)
                                                .withKernel(new Size2d(3, 5))
                                                .withStride(new Size2d(2, 1))
                                                .withPadding(new Padding2d(1, 2, 3, 4))
                                                .withDilation(new Size2d(2, 3))
                                                .withBias(Bias.NONE),
                                        AvgPool2d.of(2)
                                                .withStride(Size2d.ONE)
                                                .withPadding(new Padding2d(1, 0, 1, 0))
                                                .withCountPadding(false),
                                        Activation.tanh(),
                                        AvgPool2d.of(3),
                                        MaxPool2d.of(2).withStride(new Size2d(1, 2)),
                                        Activation.sigmoid(),
                                        new Flatten(),
                                        new Dropout(1e-10),
                                        new Dense(18, 1, false)),
                                LossSpec.BINARY_CROSS_ENTROPY),
                        new NetworkSpec(
                                "activations",
                                Shape.features(2),
                                List.of(
                                        Activation.leakyRelu(0.01),
                                        Activation.leakyRelu(0.2),
                                        Activation.elu(1),
                                        Activation.elu(1e-3),
                                        Activation.gelu(),
                                        Activation.gelu(Activation.Function.Gelu.Approximation.TANH),
                                        Activation.silu(),
                                        Activation.hardswish(),
                                        Activation.softplus(),
                                        Activation.scale(-1),
                                        new Softmax(),
                                        new LogSoftmax()),
                                LossSpec.SOFTMAX_CROSS_ENTROPY),
                        new NetworkSpec(
                                "regression",
                                Shape.features(1),
                                List.of(new Dropout(-0.0), Dense.of(1, 2_000_000)),
                                LossSpec.MEAN_SQUARED_ERROR),
                        new NetworkSpec(
                                "shapes",
                                Shape.features(12),
                                List.of(
                                        new Reshape(Shape.image(3, 2, 2)),
                                        new SpatialDropout2d(0.25),
                                        Conv2d.of(3, 2, 2),
                                        new Reshape(Shape.features(2))),
                                LossSpec.SOFTMAX_CROSS_ENTROPY),
                        new NetworkSpec("", Shape.features(7), List.of(), LossSpec.SOFTMAX_CROSS_ENTROPY)));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void readsBackWhatItWrites(NetworkSpec network) {
        assertThat(read(NetworkJson.write(network))).isEqualTo(network);
    }

    static Stream<LossSpec> losses() {
        return Stream.of(
                new LossSpec.SoftmaxCrossEntropy(0.1, List.of()),
                new LossSpec.SoftmaxCrossEntropy(0, List.of(1.0, 0.5)),
                new LossSpec.Focal(2, List.of()),
                new LossSpec.Focal(0.5, List.of(1.0, 3.0)),
                new LossSpec.BinaryCrossEntropyOfProbabilities(),
                new LossSpec.MeanAbsoluteError(),
                new LossSpec.Huber(1),
                new LossSpec.Huber(0.25),
                new LossSpec.KullbackLeibler());
    }

    @ParameterizedTest
    @MethodSource("losses")
    void readsBackLosses(LossSpec loss) {
        var network = new NetworkSpec("two", Shape.features(2), List.of(), loss);

        assertThat(read(NetworkJson.write(network))).isEqualTo(network);
        assertThat(RecordJson.read(RecordJson.write(network), NetworkSpec.class))
                .isEqualTo(network);
    }

    @Test
    void writesALayerALineWithoutWhatIsUsual() {
        assertThat(NetworkJson.write(Zoo.fashionCnn())).isEqualTo("""
                {
                  "name": "fashion-cnn",
                  "input": [1, 28, 28],
                  "layers": [
                    { "type": "conv2d", "filters": 16, "kernel": 3, "padding": 1 },
                    "relu",
                    { "type": "maxPool2d", "kernel": 2 },
                    { "type": "conv2d", "filters": 32, "kernel": 3, "padding": 1 },
                    "relu",
                    { "type": "maxPool2d", "kernel": 2 },
                    "flatten",
                    { "type": "dense", "outputs": 128 },
                    "relu",
                    { "type": "dropout", "probability": 0.5 },
                    { "type": "dense", "outputs": 10 }
                  ]
                }
                """);
    }

    @Test
    void writesBlocksAndBranchesOverSeveralLines() {
        var network = new NetworkSpec(
                "blocks",
                Shape.image(2, 4, 4),
                List.of(
                        BatchNorm2d.of(2),
                        Residual.of(
                                        Conv2d.of(2, 4, 1).withBias(Bias.NONE),
                                        BatchNorm2d.of(4)
                                                .withEpsilon(1e-3)
                                                .withMomentum(0.01)
                                                .withAffine(false))
                                .withShortcut(new PadChannels(1, 1)),
                        new Concat(List.of(List.of(Residual.of(Activation.relu())), List.of())),
                        GroupNorm.of(2, 8),
                        LayerNorm.of(Shape.image(8, 4, 4)),
                        new GlobalAvgPool2d(),
                        new GroupNorm(4, 8, 0.001, false),
                        new LayerNorm(Shape.features(8), 0.01, false),
                        BatchNorm1d.of(8)),
                LossSpec.SOFTMAX_CROSS_ENTROPY);

        var json = NetworkJson.write(network);

        assertThat(json).isEqualTo("""
                {
                  "name": "blocks",
                  "input": [2, 4, 4],
                  "layers": [
                    "batchNorm",
                    {
                      "type": "residual",
                      "body": [
                        { "type": "conv2d", "filters": 4, "kernel": 1, "bias": false },
                        { "type": "batchNorm", "epsilon": 0.001, "momentum": 0.01, "affine": false }
                      ],
                      "shortcut": [
                        { "type": "padChannels", "before": 1, "after": 1 }
                      ]
                    },
                    {
                      "type": "concat",
                      "branches": [
                        [
                          {
                            "type": "residual",
                            "body": [
                              "relu"
                            ]
                          }
                        ],
                        []
                      ]
                    },
                    { "type": "groupNorm", "groups": 2 },
                    "layerNorm",
                    "globalAvgPool",
                    { "type": "groupNorm", "groups": 4, "epsilon": 0.001, "affine": false },
                    { "type": "layerNorm", "epsilon": 0.01, "affine": false },
                    "batchNorm"
                  ]
                }
                """);
        assertThat(read(json)).isEqualTo(network);
    }

    @Test
    void readsTheExamplesOfTheDocument() throws IOException {
        var examples = Pattern.compile("```json\\R(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../docs/models.md")))
                .results()
                .map(example -> NetworkJson.read(example.group(1), "example", Optional.of(Shape.image(3, 64, 64))))
                .toList();

        assertThat(examples).hasSize(2);
        assertThat(examples.getLast().resolve().operations()).hasSize(17);
    }

    @Test
    void refusesToWriteANetworkThatDoesNotFit() {
        var network =
                new NetworkSpec("odd", Shape.features(3), List.of(Dense.of(2, 3)), LossSpec.SOFTMAX_CROSS_ENTROPY);

        assertThatThrownBy(() -> NetworkJson.write(network)).isInstanceOf(InvalidNetworkException.class);
    }

    private Path file(String json) throws IOException {
        return Files.writeString(folder.resolve("my.net.json"), json);
    }

    private static NetworkSpec read(String json) {
        return NetworkJson.read(json, "unnamed", Optional.empty());
    }

    /** Layers behind a grey image of 32×32. */
    private static List<LayerSpec> layers(String layers) {
        return read("{\"input\": [1, 32, 32], \"layers\": [" + layers + "]}").layers();
    }
}
