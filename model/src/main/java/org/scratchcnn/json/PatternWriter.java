package org.scratchcnn.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JsonToken;

/** Layers as a {@link NetworkPattern} writes them. */
final class PatternWriter {

    private static final String ARROW = " -> ";

    private PatternWriter() {}

    /** Layers, from their JSON. */
    static String write(LocatedJson layers) {
        return String.join(ARROW, folded(texts(layers)));
    }

    private static List<String> texts(LocatedJson layers) {
        var texts = new ArrayList<String>();
        var items = ((LocatedJson.Items) layers).items();
        for (int i = 0; i < items.size(); i++) {
            var layer = fields(items.get(i));
            var type = type(layer);
            boolean beforeDense = i + 1 < items.size() && type(fields(items.get(i + 1))) == LayerJson.Type.DENSE;
            // A dense layer behind an image flattens it in a pattern.
            if (type != LayerJson.Type.FLATTEN || !beforeDense) {
                texts.add(text(type, layer));
            }
        }
        return texts;
    }

    private static LocatedJson.Fields fields(LocatedJson layer) {
        return layer instanceof LocatedJson.Fields fields
                ? fields
                : new LocatedJson.Fields(Map.of(LayerJson.TYPE, layer), layer.place());
    }

    private static LayerJson.Type type(LocatedJson.Fields layer) {
        return layer.require(LayerJson.TYPE, "a type").oneOf(LayerJson.Type.values(), type -> type.title);
    }

    private static String text(LayerJson.Type type, LocatedJson.Fields layer) {
        var settings = new LinkedHashMap<>(layer.fields());
        settings.remove(LayerJson.TYPE);
        var arguments = new ArrayList<String>();
        for (var name : NetworkPattern.inOrder(type)) {
            var value = settings.get(name);
            if (value == null) {
                break;
            }
            settings.remove(name);
            arguments.add(value(value));
        }
        if (type == LayerJson.Type.CONV2D) {
            padAsUsual(layer, settings);
        }
        var branches = settings.remove(LayerJson.BRANCHES);
        if (branches != null) {
            ((LocatedJson.Items) branches).items().forEach(branch -> arguments.add(value(branch)));
        }
        settings.forEach((name, value) -> arguments.add(name + "=" + value(value)));
        var word = NetworkPattern.word(type.title);
        return arguments.isEmpty() ? word : word + "(" + String.join(", ", arguments) + ")";
    }

    /** Leaves padding out where the image keeps its size by it, and writes that there is none. */
    private static void padAsUsual(LocatedJson.Fields layer, Map<String, LocatedJson> settings) {
        var kernel = numbers(layer.require(LayerJson.KERNEL, "a size"));
        var dilation = layer.get(LayerJson.DILATION).map(PatternWriter::numbers).orElse(List.of(1));
        var padding = layer.get(LayerJson.PADDING).map(PatternWriter::numbers).orElse(List.of(0));
        boolean same = layer.get(LayerJson.STRIDE).isEmpty();
        for (int axis = 0; axis < 2; axis++) {
            int extent = dilation.get(axis % dilation.size()) * (kernel.get(axis % kernel.size()) - 1);
            int before = padding.get(axis % padding.size());
            int after = padding.size() == 4 ? padding.get(axis + 2) : before;
            same &= before == after && 2 * before == extent;
        }
        if (same) {
            settings.remove(LayerJson.PADDING);
        } else if (layer.get(LayerJson.PADDING).isEmpty()) {
            settings.put(LayerJson.PADDING, new LocatedJson.Scalar(JsonToken.VALUE_NUMBER_INT, "0", layer.place()));
        }
    }

    private static List<Integer> numbers(LocatedJson json) {
        return json instanceof LocatedJson.Items(var items, var _)
                ? items.stream().map(item -> item.wholeNumber(0, "")).toList()
                : List.of(json.wholeNumber(0, ""));
    }

    private static String value(LocatedJson value) {
        return switch (value) {
            case LocatedJson.Scalar(var _, var text, var _) -> text;
            case LocatedJson.Items(var items, var _)
            when !items.isEmpty() && items.stream().allMatch(PatternWriter::isNumber) ->
                items.stream().map(item -> value(item)).collect(Collectors.joining("x"));
            case LocatedJson.Items layers -> "[" + String.join(ARROW, folded(texts(layers))) + "]";
            case LocatedJson.Fields _ -> throw new IllegalStateException("A layer stands where a setting should");
        };
    }

    private static boolean isNumber(LocatedJson json) {
        return json instanceof LocatedJson.Scalar number && number.kind().isNumeric();
    }

    /** The same with what repeats in brackets: of all repetitions that begin at a place the one that covers most. */
    private static List<String> folded(List<String> texts) {
        var folded = new ArrayList<String>();
        int at = 0;
        while (at < texts.size()) {
            int length = 1;
            int times = 1;
            for (int candidate = 1; candidate <= (texts.size() - at) / 2; candidate++) {
                int repeats = repeats(texts, at, candidate);
                if (repeats > 1 && repeats * candidate > length * times) {
                    length = candidate;
                    times = repeats;
                }
            }
            var group = texts.subList(at, at + length);
            if (times == 1) {
                folded.add(group.getFirst());
            } else {
                var inside = length == 1 ? group.getFirst() : "[" + String.join(ARROW, folded(group)) + "]";
                folded.add(String.format(Locale.ROOT, "%s*%d", inside, times));
            }
            at += length * times;
        }
        return folded;
    }

    private static int repeats(List<String> texts, int at, int length) {
        int repeats = 1;
        var group = texts.subList(at, at + length);
        while (at + (repeats + 1) * length <= texts.size()
                && texts.subList(at + repeats * length, at + (repeats + 1) * length)
                        .equals(group)) {
            repeats++;
        }
        return repeats;
    }
}
