package org.scratchcnn.json;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.scratchcnn.LayerBuilder;
import org.scratchcnn.Layers;
import org.scratchcnn.Pool2dBuilder;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.AvgPool2d;
import org.scratchcnn.network.Bias;
import org.scratchcnn.network.Conv2d;
import org.scratchcnn.network.Dense;
import org.scratchcnn.network.Dropout;
import org.scratchcnn.network.Flatten;
import org.scratchcnn.network.LayerSpec;
import org.scratchcnn.network.MaxPool2d;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Size2d;
import org.scratchcnn.network.Window2d;

/** A layer as people write it: its type, and those settings that are not the usual ones. */
final class LayerJson {

    private static final String TYPE = "type";
    private static final String FILTERS = "filters";
    private static final String OUTPUTS = "outputs";
    private static final String KERNEL = "kernel";
    private static final String STRIDE = "stride";
    private static final String PADDING = "padding";
    private static final String DILATION = "dilation";
    private static final String BIAS = "bias";
    private static final String COUNT_PADDING = "countPadding";
    private static final String PROBABILITY = "probability";

    private static final String SAME = "\"same\"";
    private static final String PER_POSITION = "\"perPosition\"";

    private static final String A_NUMBER = "a number such as 3";
    private static final String A_SIZE = "a number such as 3 or a pair such as [3, 5]";
    private static final String A_PADDING = "a number such as 1, [vertical, horizontal] or [top, left, bottom, right]";
    private static final String A_PROBABILITY = "a number of at least 0 and below 1";

    /** The layers that there are, with their settings. */
    private enum Type {
        CONV2D("conv2d", FILTERS, KERNEL, STRIDE, PADDING, DILATION, BIAS),
        DENSE("dense", OUTPUTS, BIAS),
        MAX_POOL2D("maxPool2d", KERNEL, STRIDE, PADDING),
        AVG_POOL2D("avgPool2d", KERNEL, STRIDE, PADDING, COUNT_PADDING),
        RELU("relu"),
        SIGMOID("sigmoid"),
        TANH("tanh"),
        FLATTEN("flatten"),
        DROPOUT("dropout", PROBABILITY);

        private final String title;
        private final List<String> fields;

        Type(String title, String... settings) {
            this.title = title;
            this.fields =
                    Stream.concat(Stream.of(TYPE), Arrays.stream(settings)).toList();
        }
    }

    private LayerJson() {}

    /** Reads a layer; whether it can take its input shows once it is built. */
    static LayerBuilder read(LocatedJson json) {
        var layer = switch (json) {
            case LocatedJson.Fields object -> object;
            case LocatedJson.Scalar name when name.isText() -> new LocatedJson.Fields(Map.of(TYPE, name), name.place());
            default -> throw json.mustBe("a layer such as \"relu\" or {\"type\": \"dense\", \"outputs\": 10}");
        };
        var type = layer.require(TYPE, "such as \"dense\"").oneOf(Type.values(), choice -> choice.title);
        layer.requireKnown(type.title, type.fields);
        return switch (type) {
            case CONV2D -> conv2d(layer);
            case DENSE -> Layers.dense(count(layer, OUTPUTS), flag(layer, BIAS));
            case MAX_POOL2D -> pool(layer, Layers.maxPool2d(1));
            case AVG_POOL2D -> pool(layer, Layers.avgPool2d(1, flag(layer, COUNT_PADDING)));
            case RELU -> Layers.relu();
            case SIGMOID -> Layers.sigmoid();
            case TANH -> Layers.tanh();
            case FLATTEN -> Layers.flatten();
            case DROPOUT -> Layers.dropout(probability(layer.require(PROBABILITY, A_PROBABILITY)));
        };
    }

    private static LayerBuilder conv2d(LocatedJson.Fields layer) {
        var conv = Layers.conv2d(count(layer, FILTERS), 1)
                .kernel(kernel(layer))
                .stride(layer.get(STRIDE).map(LayerJson::size).orElse(Size2d.ONE))
                .dilation(layer.get(DILATION).map(LayerJson::size).orElse(Size2d.ONE))
                .bias(layer.get(BIAS).map(LayerJson::bias).orElse(Bias.PER_CHANNEL));
        var padding = layer.get(PADDING);
        return padding.map(Object::toString).equals(Optional.of(SAME))
                ? conv.same()
                : conv.padding(padding.map(json -> padding(json, SAME + ", " + A_PADDING))
                        .orElse(Padding2d.NONE));
    }

    private static LayerBuilder pool(LocatedJson.Fields layer, Pool2dBuilder pool) {
        var kernel = kernel(layer);
        return pool.kernel(kernel)
                .stride(layer.get(STRIDE).map(LayerJson::size).orElse(kernel))
                .padding(
                        layer.get(PADDING).map(json -> padding(json, A_PADDING)).orElse(Padding2d.NONE));
    }

    private static int count(LocatedJson.Fields layer, String name) {
        return layer.require(name, A_NUMBER).wholeNumber(1, A_NUMBER);
    }

    private static Size2d kernel(LocatedJson.Fields layer) {
        return size(layer.require(KERNEL, A_SIZE));
    }

    private static Size2d size(LocatedJson json) {
        return switch (json) {
            case LocatedJson.Items(var pair, var _)
            when pair.size() == 2 ->
                new Size2d(
                        pair.getFirst().wholeNumber(1, A_NUMBER), pair.getLast().wholeNumber(1, A_NUMBER));
            default -> Size2d.square(json.wholeNumber(1, A_SIZE));
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
        return layer.get(name)
                .map(json -> switch (json.toString()) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw json.mustBe("true or false");
                })
                .orElse(true);
    }

    private static double probability(LocatedJson json) {
        if (json instanceof LocatedJson.Scalar number && number.kind().isNumeric()) {
            double value = Double.parseDouble(number.text());
            if (value >= 0 && value < 1) {
                return value;
            }
        }
        throw json.mustBe(A_PROBABILITY);
    }

    /** The layer on one line, without what is usual. Its input's channels or features are left to be inferred. */
    static String write(LayerSpec layer) {
        var settings = new LinkedHashMap<String, Object>();
        var type = switch (layer) {
            case Conv2d conv -> {
                settings.put(FILTERS, conv.outChannels());
                putWindow(settings, conv.window(), Size2d.ONE);
                switch (conv.bias()) {
                    case NONE -> settings.put(BIAS, false);
                    case PER_CHANNEL -> {}
                    case PER_POSITION -> settings.put(BIAS, PER_POSITION);
                }
                yield Type.CONV2D;
            }
            case Dense dense -> {
                settings.put(OUTPUTS, dense.outFeatures());
                putFlag(settings, BIAS, dense.bias());
                yield Type.DENSE;
            }
            case MaxPool2d pool -> {
                putWindow(settings, pool.window(), pool.window().kernel());
                yield Type.MAX_POOL2D;
            }
            case AvgPool2d pool -> {
                putWindow(settings, pool.window(), pool.window().kernel());
                putFlag(settings, COUNT_PADDING, pool.countPadding());
                yield Type.AVG_POOL2D;
            }
            case Activation activation ->
                switch (activation.function()) {
                    case RELU -> Type.RELU;
                    case SIGMOID -> Type.SIGMOID;
                    case TANH -> Type.TANH;
                };
            case Flatten() -> Type.FLATTEN;
            case Dropout dropout -> {
                settings.put(PROBABILITY, dropout.probability());
                yield Type.DROPOUT;
            }
        };
        if (settings.isEmpty()) {
            return "\"" + type.title + "\"";
        }
        var text = new StringJoiner(", ", "{ \"" + TYPE + "\": \"" + type.title + "\", ", " }");
        settings.forEach((name, value) -> text.add("\"" + name + "\": " + value));
        return text.toString();
    }

    private static void putFlag(Map<String, Object> settings, String name, boolean value) {
        if (!value) {
            settings.put(name, false);
        }
    }

    private static void putWindow(Map<String, Object> settings, Window2d window, Size2d usualStride) {
        settings.put(KERNEL, sides(window.kernel()));
        if (!window.stride().equals(usualStride)) {
            settings.put(STRIDE, sides(window.stride()));
        }
        if (!window.padding().isNone()) {
            settings.put(PADDING, sides(window.padding()));
        }
        if (!window.dilation().equals(Size2d.ONE)) {
            settings.put(DILATION, sides(window.dilation()));
        }
    }

    private static Object sides(Size2d size) {
        return size.height() == size.width() ? size.height() : List.of(size.height(), size.width());
    }

    private static Object sides(Padding2d padding) {
        if (padding.top() != padding.bottom() || padding.left() != padding.right()) {
            return List.of(padding.top(), padding.left(), padding.bottom(), padding.right());
        }
        return sides(new Size2d(padding.top(), padding.left()));
    }
}
