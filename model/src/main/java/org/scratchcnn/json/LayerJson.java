package org.scratchcnn.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.stream.Stream;
import org.scratchcnn.Conv2dBuilder;
import org.scratchcnn.LayerBuilder;
import org.scratchcnn.Layers;
import org.scratchcnn.Pool2dBuilder;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.Activation.Function.Gelu;
import org.scratchcnn.network.BatchNorm;
import org.scratchcnn.network.Bias;
import org.scratchcnn.network.Concat;
import org.scratchcnn.network.ConvTranspose2d;
import org.scratchcnn.network.LayerSpec;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Residual;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.Size2d;

/** A layer as people write it: its type, and those settings that are not the usual ones. */
final class LayerJson {

    static final String TYPE = "type";
    static final String FILTERS = "filters";
    static final String OUTPUTS = "outputs";
    static final String KERNEL = "kernel";
    static final String STRIDE = "stride";
    static final String PADDING = "padding";
    static final String DILATION = "dilation";
    static final String GROUPS = "groups";
    static final String OUTPUT_PADDING = "outputPadding";
    static final String BIAS = "bias";
    static final String CEIL_MODE = "ceilMode";
    static final String COUNT_PADDING = "countPadding";
    static final String OUTPUT = "output";
    static final String PROBABILITY = "probability";
    static final String SHAPE = "shape";
    static final String EPSILON = "epsilon";
    static final String MOMENTUM = "momentum";
    static final String AFFINE = "affine";
    static final String SLOPE = "slope";
    static final String ALPHA = "alpha";
    static final String APPROXIMATION = "approximation";
    static final String FACTOR = "factor";
    static final String BEFORE = "before";
    static final String AFTER = "after";
    static final String BODY = "body";
    static final String SHORTCUT = "shortcut";
    static final String BRANCHES = "branches";

    private static final String SAME = "\"same\"";
    static final String PER_POSITION = "\"perPosition\"";

    private static final String A_NUMBER = "a number such as 3";
    private static final String A_FINITE_NUMBER = "a number such as 0.01";
    private static final String A_SIZE = "a number such as 3 or a pair such as [3, 5]";
    private static final String A_PADDING = "a number such as 1, [vertical, horizontal] or [top, left, bottom, right]";
    private static final String A_PROBABILITY = "a number of at least 0 and below 1";
    private static final String BRANCHES_OF_LAYERS =
            "a list of branches, each a list of layers, such as [[\"relu\"], [\"tanh\"]]";

    /** What a list of layers looks like. */
    static final String A_LIST = "a list of layers such as [\"flatten\", {\"type\": \"dense\", \"outputs\": 10}]";

    /** The layers that there are, with their settings. */
    enum Type {
        CONV2D("conv2d", FILTERS, KERNEL, STRIDE, PADDING, DILATION, GROUPS, BIAS),
        CONV_TRANSPOSE2D("convTranspose2d", FILTERS, KERNEL, STRIDE, PADDING, OUTPUT_PADDING, DILATION, GROUPS, BIAS),
        LOCALLY_CONNECTED2D("locallyConnected2d", FILTERS, KERNEL, STRIDE, PADDING, DILATION, BIAS),
        DENSE("dense", OUTPUTS, BIAS),
        MAX_POOL2D("maxPool2d", KERNEL, STRIDE, PADDING, CEIL_MODE),
        AVG_POOL2D("avgPool2d", KERNEL, STRIDE, PADDING, CEIL_MODE, COUNT_PADDING),
        RELU("relu"),
        SIGMOID("sigmoid"),
        TANH("tanh"),
        LEAKY_RELU("leakyRelu", SLOPE),
        ELU("elu", ALPHA),
        GELU("gelu", APPROXIMATION),
        SILU("silu"),
        HARDSWISH("hardswish"),
        SOFTPLUS("softplus"),
        SCALE("scale", FACTOR),
        SOFTMAX("softmax"),
        LOG_SOFTMAX("logSoftmax"),
        FLATTEN("flatten"),
        RESHAPE("reshape", SHAPE),
        DROPOUT("dropout", PROBABILITY),
        SPATIAL_DROPOUT2D("spatialDropout2d", PROBABILITY),
        BATCH_NORM("batchNorm", EPSILON, MOMENTUM, AFFINE),
        GROUP_NORM("groupNorm", GROUPS, EPSILON, AFFINE),
        LAYER_NORM("layerNorm", EPSILON, AFFINE),
        GLOBAL_MAX_POOL("globalMaxPool"),
        GLOBAL_AVG_POOL("globalAvgPool"),
        ADAPTIVE_AVG_POOL2D("adaptiveAvgPool2d", OUTPUT),
        UPSAMPLE("upsample", FACTOR),
        PAD_CHANNELS("padChannels", BEFORE, AFTER),
        RESIDUAL("residual", BODY, SHORTCUT),
        CONCAT("concat", BRANCHES);

        final String title;
        private final List<String> fields;

        Type(String title, String... settings) {
            this.title = title;
            this.fields =
                    Stream.concat(Stream.of(TYPE), Arrays.stream(settings)).toList();
        }
    }

    private LayerJson() {}

    /** Reads layers one behind another; whether each can take its input shows once they are built. */
    static List<LayerBuilder> readAll(LocatedJson json) {
        if (!(json instanceof LocatedJson.Items(var items, var _))) {
            throw json.mustBe(A_LIST);
        }
        return items.stream().map(LayerJson::located).toList();
    }

    /** The layers behind an input of this shape, each of which takes what the one before it makes. */
    static List<LayerSpec> build(List<LayerBuilder> builders, Shape input) {
        var layers = new ArrayList<LayerSpec>();
        var shape = input;
        for (var builder : builders) {
            var layer = builder.build(shape);
            shape = layer.outputShape(shape);
            layers.add(layer);
        }
        return layers;
    }

    /** A layer that is refused at its place where it can't take its input. */
    private static LayerBuilder located(LocatedJson json) {
        var builder = read(json);
        return input -> {
            try {
                var layer = builder.build(input);
                layer.outputShape(input);
                return layer;
            } catch (InvalidJsonException e) {
                // of a layer inside, at its own place
                throw e;
            } catch (IllegalArgumentException e) {
                throw json.refused("with input " + input + ": " + e.getMessage(), e);
            }
        };
    }

    private static LayerBuilder read(LocatedJson json) {
        var layer = switch (json) {
            case LocatedJson.Fields object -> object;
            case LocatedJson.Scalar name when name.isText() -> new LocatedJson.Fields(Map.of(TYPE, name), name.place());
            default -> throw json.mustBe("a layer such as \"relu\" or {\"type\": \"dense\", \"outputs\": 10}");
        };
        var type = layer.require(TYPE, "such as \"dense\"").oneOf(Type.values(), choice -> choice.title);
        layer.requireKnown(type.title, type.fields);
        return switch (type) {
            case CONV2D -> conv2d(layer, Layers.conv2d(count(layer, FILTERS), 1).groups(groups(layer)));
            case LOCALLY_CONNECTED2D -> conv2d(layer, Layers.locallyConnected2d(count(layer, FILTERS), 1));
            case CONV_TRANSPOSE2D -> convTranspose2d(layer);
            case DENSE -> Layers.dense(count(layer, OUTPUTS), flag(layer, BIAS));
            case MAX_POOL2D -> pool(layer, Layers.maxPool2d(1));
            case AVG_POOL2D -> pool(layer, Layers.avgPool2d(1, flag(layer, COUNT_PADDING)));
            case RELU -> Layers.relu();
            case SIGMOID -> Layers.sigmoid();
            case TANH -> Layers.tanh();
            case LEAKY_RELU ->
                Layers.leakyRelu(
                        layer.get(SLOPE).map(LayerJson::finite).orElse(Activation.Function.LeakyRelu.USUAL_SLOPE));
            case ELU ->
                Layers.elu(layer.get(ALPHA)
                        .map(alpha -> number(alpha, value -> value > 0 && Double.isFinite(value), "a positive number"))
                        .orElse(Activation.Function.Elu.USUAL_ALPHA));
            case GELU ->
                Layers.gelu(layer.get(APPROXIMATION)
                        .map(name -> name.oneOf(Gelu.Approximation.values(), LayerJson::title))
                        .orElse(Gelu.Approximation.EXACT));
            case SILU -> Layers.silu();
            case HARDSWISH -> Layers.hardswish();
            case SOFTPLUS -> Layers.softplus();
            case SCALE -> Layers.scale(finite(layer.require(FACTOR, A_FINITE_NUMBER)));
            case SOFTMAX -> Layers.softmax();
            case LOG_SOFTMAX -> Layers.logSoftmax();
            case FLATTEN -> Layers.flatten();
            case RESHAPE -> Layers.reshape(NetworkJson.shape(layer.require(SHAPE, NetworkJson.A_SHAPE)));
            case DROPOUT -> Layers.dropout(probability(layer));
            case SPATIAL_DROPOUT2D -> Layers.spatialDropout2d(probability(layer));
            case BATCH_NORM -> batchNorm(layer);
            case GROUP_NORM -> Layers.groupNorm(count(layer, GROUPS), epsilon(layer), flag(layer, AFFINE));
            case LAYER_NORM -> Layers.layerNorm(epsilon(layer), flag(layer, AFFINE));
            case GLOBAL_MAX_POOL -> Layers.globalMaxPool();
            case GLOBAL_AVG_POOL -> Layers.globalAvgPool();
            case ADAPTIVE_AVG_POOL2D -> Layers.adaptiveAvgPool2d(size(layer.require(OUTPUT, A_SIZE)));
            case UPSAMPLE -> Layers.upsample(size(layer.require(FACTOR, A_SIZE)));
            case PAD_CHANNELS -> Layers.padChannels(channels(layer, BEFORE), channels(layer, AFTER));
            case RESIDUAL -> residual(layer);
            case CONCAT -> concat(layer);
        };
    }

    private static LayerBuilder batchNorm(LocatedJson.Fields layer) {
        return Layers.batchNorm()
                .epsilon(epsilon(layer))
                .momentum(layer.get(MOMENTUM)
                        .map(json -> number(json, value -> value >= 0 && value <= 1, "a number from 0 to 1"))
                        .orElse(BatchNorm.DEFAULT_MOMENTUM))
                .affine(flag(layer, AFFINE));
    }

    private static double probability(LocatedJson.Fields layer) {
        return number(layer.require(PROBABILITY, A_PROBABILITY), value -> value >= 0 && value < 1, A_PROBABILITY);
    }

    private static double epsilon(LocatedJson.Fields layer) {
        return layer.get(EPSILON)
                .map(json ->
                        number(json, value -> value > 0 && Double.isFinite(value), "a positive number such as 1e-5"))
                .orElse(BatchNorm.DEFAULT_EPSILON);
    }

    private static int channels(LocatedJson.Fields layer, String name) {
        return layer.get(name).map(json -> json.wholeNumber(0, A_NUMBER)).orElse(0);
    }

    private static LayerBuilder residual(LocatedJson.Fields layer) {
        var body = readAll(layer.require(BODY, A_LIST));
        var shortcut = layer.get(SHORTCUT).map(LayerJson::readAll).orElse(List.of());
        return input -> new Residual(build(body, input), build(shortcut, input));
    }

    private static LayerBuilder concat(LocatedJson.Fields layer) {
        var json = layer.require(BRANCHES, BRANCHES_OF_LAYERS);
        if (!(json instanceof LocatedJson.Items(var items, var _))) {
            throw json.mustBe(BRANCHES_OF_LAYERS);
        }
        var branches = items.stream().map(LayerJson::readAll).toList();
        return input ->
                new Concat(branches.stream().map(branch -> build(branch, input)).toList());
    }

    private static LayerBuilder conv2d(LocatedJson.Fields layer, Conv2dBuilder usual) {
        var conv = usual.kernel(kernel(layer))
                .stride(layer.get(STRIDE).map(LayerJson::size).orElse(Size2d.ONE))
                .dilation(layer.get(DILATION).map(LayerJson::size).orElse(Size2d.ONE))
                .bias(layer.get(BIAS).map(LayerJson::bias).orElse(usual.bias()));
        var padding = layer.get(PADDING);
        return padding.map(Object::toString).equals(Optional.of(SAME))
                ? conv.same()
                : conv.padding(padding.map(json -> padding(json, SAME + ", " + A_PADDING))
                        .orElse(Padding2d.NONE));
    }

    private static LayerBuilder convTranspose2d(LocatedJson.Fields layer) {
        return Layers.convTranspose2d(count(layer, FILTERS), 1)
                .kernel(kernel(layer))
                .stride(layer.get(STRIDE).map(LayerJson::size).orElse(Size2d.ONE))
                .padding(
                        layer.get(PADDING).map(json -> padding(json, A_PADDING)).orElse(Padding2d.NONE))
                .outputPadding(
                        layer.get(OUTPUT_PADDING).map(json -> size(json, 0)).orElse(ConvTranspose2d.NO_OUTPUT_PADDING))
                .dilation(layer.get(DILATION).map(LayerJson::size).orElse(Size2d.ONE))
                .groups(groups(layer))
                .bias(flag(layer, BIAS));
    }

    private static int groups(LocatedJson.Fields layer) {
        return layer.get(GROUPS).map(json -> json.wholeNumber(1, A_NUMBER)).orElse(1);
    }

    private static LayerBuilder pool(LocatedJson.Fields layer, Pool2dBuilder pool) {
        var kernel = kernel(layer);
        return pool.kernel(kernel)
                .stride(layer.get(STRIDE).map(LayerJson::size).orElse(kernel))
                .padding(
                        layer.get(PADDING).map(json -> padding(json, A_PADDING)).orElse(Padding2d.NONE))
                .ceilMode(flag(layer, CEIL_MODE, false));
    }

    private static int count(LocatedJson.Fields layer, String name) {
        return layer.require(name, A_NUMBER).wholeNumber(1, A_NUMBER);
    }

    private static Size2d kernel(LocatedJson.Fields layer) {
        return size(layer.require(KERNEL, A_SIZE));
    }

    private static Size2d size(LocatedJson json) {
        return size(json, 1);
    }

    private static Size2d size(LocatedJson json, int least) {
        return switch (json) {
            case LocatedJson.Items(var pair, var _)
            when pair.size() == 2 ->
                new Size2d(
                        pair.getFirst().wholeNumber(least, A_NUMBER),
                        pair.getLast().wholeNumber(least, A_NUMBER));
            default -> Size2d.square(json.wholeNumber(least, A_SIZE));
        };
    }

    private static Padding2d padding(LocatedJson json, String expected) {
        if (!(json instanceof LocatedJson.Items(var items, var _))) {
            return Padding2d.all(json.wholeNumber(0, expected));
        }
        var sides = items.stream().map(side -> side.wholeNumber(0, A_NUMBER)).toList();
        return switch (sides.size()) {
            case 2 -> new Padding2d(sides.get(0), sides.get(1), sides.get(0), sides.get(1));
            case 4 -> new Padding2d(sides.get(0), sides.get(1), sides.get(2), sides.get(3));
            default -> throw json.mustBe(expected);
        };
    }

    private static Bias bias(LocatedJson json) {
        return switch (json.toString()) {
            case "true" -> Bias.PER_CHANNEL;
            case "false" -> Bias.NONE;
            case PER_POSITION -> Bias.PER_POSITION;
            default -> throw json.mustBe("true, false or " + PER_POSITION);
        };
    }

    /** True where it is left out. */
    private static boolean flag(LocatedJson.Fields layer, String name) {
        return flag(layer, name, true);
    }

    private static boolean flag(LocatedJson.Fields layer, String name, boolean usual) {
        return layer.get(name)
                .map(json -> switch (json.toString()) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw json.mustBe("true or false");
                })
                .orElse(usual);
    }

    static String title(Gelu.Approximation approximation) {
        return approximation.name().toLowerCase(Locale.ROOT);
    }

    private static double finite(LocatedJson json) {
        return number(json, Double::isFinite, A_FINITE_NUMBER);
    }

    private static double number(LocatedJson json, DoublePredicate allowed, String expected) {
        if (json instanceof LocatedJson.Scalar number && number.kind().isNumeric()) {
            double value = Double.parseDouble(number.text());
            if (allowed.test(value)) {
                return value;
            }
        }
        throw json.mustBe(expected);
    }
}
