package org.scratchcnn.json;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.scratchcnn.file.InvalidFileException;
import org.scratchcnn.network.InvalidNetworkException;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.Shape;

/**
 * Networks as people write them: how many channels or features a layer takes is inferred, and what is usual is left out.
 *
 * <pre>{@code
 * {
 *   "name": "photos",                  // or else the file's name
 *   "input": [3, 64, 64],              // [channels, height, width] or [features]; or else the data's shape
 *   "layers": [
 *     { "type": "conv2d", "filters": 16, "kernel": 3, "padding": "same" },
 *     "relu",                          // as all layers that need no settings: sigmoid, tanh, gelu, silu, flatten, batchNorm …
 *     { "type": "maxPool2d", "kernel": 2 },
 *     "flatten",
 *     { "type": "dropout", "probability": 0.5 },
 *     { "type": "dense", "outputs": 3 }
 *   ],
 *   "loss": "softmaxCrossEntropy"      // the usual one; or one of those below
 * }
 * }</pre>
 *
 * <p>The settings of layers:
 *
 * <ul>
 *   <li>{@code conv2d}: {@code filters}, {@code kernel}, {@code stride} (1), {@code padding} (0), {@code dilation} (1),
 *       {@code bias} (true; false, or "perPosition")
 *   <li>{@code dense}: {@code outputs}, {@code bias} (true)
 *   <li>{@code maxPool2d}, {@code avgPool2d}: {@code kernel}, {@code stride} (as the kernel), {@code padding} (0),
 *       {@code ceilMode} (false), and of the mean {@code countPadding} (true); {@code adaptiveAvgPool2d}: {@code output}
 *   <li>{@code upsample}: {@code factor}
 *   <li>{@code dropout}: {@code probability}
 *   <li>{@code batchNorm}: {@code epsilon} (1e-5), {@code momentum} (0.1), {@code affine} (true)
 *   <li>{@code leakyRelu}: {@code slope} (0.01); {@code elu}: {@code alpha} (1); {@code gelu}: {@code approximation} ("exact";
 *       or "tanh"); {@code scale}: {@code factor}; {@code relu}, {@code sigmoid}, {@code tanh}, {@code silu},
 *       {@code hardswish} and {@code softplus} have none
 *   <li>{@code padChannels}: {@code before} (0), {@code after} (0)
 *   <li>{@code residual}: {@code body}, a list of layers, and {@code shortcut}, another one (without it, the identity)
 *   <li>{@code concat}: {@code branches}, a list of lists of layers
 * </ul>
 *
 * A loss is {@code softmaxCrossEntropy} ({@code labelSmoothing} (0), {@code classWeights} (none)), {@code focal}
 * ({@code gamma} (2), {@code classWeights} (none)), {@code binaryCrossEntropy} of logits,
 * {@code binaryCrossEntropyOfProbabilities}, {@code meanSquaredError}, {@code meanAbsoluteError}, {@code huber}
 * ({@code delta} (1)) or {@code kullbackLeibler}; with settings it is an object such as {@code {"type": "huber", "delta": 2}}.
 *
 * Kernels, strides and dilations are a number or {@code [height, width]}; padding is a number, {@code [vertical,
 * horizontal]}, {@code [top, left, bottom, right]} or, for convolutions of stride 1 with odd kernels, "same".
 */
public final class NetworkJson {

    private static final String A_NETWORK =
            "an object such as {\"input\": [2], \"layers\": [{\"type\": \"dense\", \"outputs\": 3}]}";
    static final String A_SHAPE = "[channels, height, width] such as [3, 32, 32], or [features] such as [2]";

    private NetworkJson() {}

    /**
     * Reads a network from a file; where it gives no name, the file's name without its ending is taken.
     *
     * @param input shape of the data's samples, for a file that gives no input
     * @throws InvalidFileException if the file describes no network; the message names line, column and field
     * @throws IOException if the file can't be read
     */
    public static NetworkSpec read(Path file, Optional<Shape> input) throws IOException {
        var name = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
        if (Files.isDirectory(file)) {
            throw new InvalidFileException(file, "is a folder, but should be a network as JSON");
        }
        try {
            // Some editors on Windows begin a text with a byte order mark.
            return read(Files.readString(file).replaceFirst("^\uFEFF", ""), name, input);
        } catch (CharacterCodingException e) {
            throw new InvalidFileException(file, "is not UTF-8 text, so no network", e);
        } catch (InvalidJsonException e) {
            throw new InvalidFileException(file, e);
        }
    }

    /**
     * Reads a network from text.
     *
     * @param name of a network that has none of its own
     * @param input shape of the data's samples, for a network that gives no input
     * @throws InvalidJsonException if the text describes no network; the message names line, column and field
     */
    public static NetworkSpec read(String json, String name, Optional<Shape> input) {
        var document = LocatedJson.parse(json);
        if (!(document instanceof LocatedJson.Fields network)) {
            throw document.mustBe(A_NETWORK);
        }
        network.requireKnown("a network", List.of("name", "input", "layers", "loss"));
        var shape = network.get("input")
                .map(NetworkJson::shape)
                .or(() -> input)
                .orElseThrow(() -> network.refused("lacks input, " + A_SHAPE));
        var layers = network.require("layers", LayerJson.A_LIST);
        var spec = new NetworkSpec(
                network.get("name").map(NetworkJson::text).orElse(name),
                shape,
                LayerJson.build(LayerJson.readAll(layers), shape),
                network.get("loss").map(LossJson::read).orElse(LossSpec.SOFTMAX_CROSS_ENTROPY));
        try {
            spec.resolve();
        } catch (InvalidNetworkException e) {
            throw layers.refused("make no network: " + e.getMessage(), e);
        }
        return spec;
    }

    private static String text(LocatedJson json) {
        if (json instanceof LocatedJson.Scalar name && name.isText()) {
            return name.text();
        }
        throw json.mustBe("a text such as \"digits\"");
    }

    static Shape shape(LocatedJson json) {
        if (!(json instanceof LocatedJson.Items(var items, var _)) || (items.size() != 1 && items.size() != 3)) {
            throw json.mustBe(A_SHAPE);
        }
        var extents = items.stream()
                .map(extent -> extent.wholeNumber(1, "a number such as 3"))
                .toList();
        try {
            return extents.size() == 1
                    ? Shape.features(extents.getFirst())
                    : Shape.image(extents.get(0), extents.get(1), extents.get(2));
        } catch (IllegalArgumentException e) {
            throw json.refused("is not possible: " + e.getMessage(), e);
        }
    }

    /**
     * The network in the same form, with a layer a line and without what is usual; reading it gives an equal network.
     *
     * @throws InvalidNetworkException if the network's layers don't fit together
     */
    public static String write(NetworkSpec network) {
        network.resolve();
        return """
                {
                  "name": %s,
                  "input": %s,
                  "layers": %s%s
                }
                """.formatted(
                        RecordJson.write(network.name()),
                        network.input(),
                        LayerWriter.write(network.layers(), "  "),
                        network.loss().equals(LossSpec.SOFTMAX_CROSS_ENTROPY)
                                ? ""
                                : ",\n  \"loss\": " + LossJson.write(network.loss()));
    }
}
