package org.scratchcnn.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.network.InvalidNetworkException;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.Shape;
import tools.jackson.core.JsonToken;

/**
 * Networks as patterns, the way lectures write them (Stanford's CS231n, "Layer patterns"):
 *
 * <pre>{@code
 * INPUT(3,32,32) -> [[CONV -> RELU]*2 -> POOL]*3 -> [FC -> RELU]*2 -> FC(10)
 * }</pre>
 *
 * <p>The words, with their settings in order and what is usual:
 *
 * <ul>
 *   <li>{@code INPUT(channels, height, width)} or {@code INPUT(features)}: the data's shape
 *   <li>{@code CONV(filters, kernel, stride)}: 32 filters, twice as many after each pool; 3; 1; padding such that the image
 *       keeps its size
 *   <li>{@code POOL(kernel, stride)}, {@code AVGPOOL(kernel, stride)}: 2; as the kernel
 *   <li>{@code FC(outputs)}: as many as there are classes if it is the last layer, else 128; flattens an image
 *   <li>{@code DROPOUT(probability)}, {@code SPATIALDROPOUT2D(probability)}: 0.5
 *   <li>{@code RESHAPE(shape)}: {@code RESHAPE(8x4x4)} or {@code RESHAPE(128)}
 *   <li>{@code BN}, {@code LN}, {@code GAP}: batch and layer normalization, global average pool
 *   <li>{@code RESIDUAL([body], [shortcut])}, {@code CONCAT([branch], [branch])}
 * </ul>
 *
 * Every type of layer that {@link NetworkJson} knows is a word too, in capitals or not, and every setting has its name
 * there: {@code CONV(32, 3, padding=0, bias=false)}, {@code CONV(16, kernel=3x5, padding=1x2)}. The loss is softmax and
 * cross-entropy.
 */
public final class NetworkPattern {

    private static final String NAME = "pattern";
    private static final String INPUT = "INPUT";
    private static final String AN_INPUT =
            "INPUT(channels, height, width) such as INPUT(3, 32, 32), or INPUT(features)";
    private static final int MOST_LAYERS = 10_000;
    private static final int FIRST_FILTERS = 32;
    private static final int HIDDEN = 128;

    /** Words that are shorter than the names of their types. */
    private enum Word {
        CONV(LayerJson.Type.CONV2D),
        POOL(LayerJson.Type.MAX_POOL2D),
        MAXPOOL(LayerJson.Type.MAX_POOL2D),
        AVGPOOL(LayerJson.Type.AVG_POOL2D),
        FC(LayerJson.Type.DENSE),
        BN(LayerJson.Type.BATCH_NORM),
        LN(LayerJson.Type.LAYER_NORM),
        GAP(LayerJson.Type.GLOBAL_AVG_POOL);

        private final LayerJson.Type type;

        Word(LayerJson.Type type) {
            this.type = type;
        }

        static String of(String title) {
            return Arrays.stream(values())
                    .filter(word -> word.type.title.equals(title))
                    .map(Word::name)
                    .findFirst()
                    .orElse(title.toUpperCase(Locale.ROOT));
        }
    }

    /** Settings that need no name, in order. */
    static List<String> inOrder(LayerJson.Type type) {
        return switch (type) {
            case CONV2D -> List.of(LayerJson.FILTERS, LayerJson.KERNEL, LayerJson.STRIDE);
            case MAX_POOL2D, AVG_POOL2D -> List.of(LayerJson.KERNEL, LayerJson.STRIDE);
            case DENSE -> List.of(LayerJson.OUTPUTS);
            case RESHAPE -> List.of(LayerJson.SHAPE);
            case DROPOUT, SPATIAL_DROPOUT2D -> List.of(LayerJson.PROBABILITY);
            case ADAPTIVE_AVG_POOL2D -> List.of(LayerJson.OUTPUT);
            case UPSAMPLE, SCALE -> List.of(LayerJson.FACTOR);
            case RESIDUAL -> List.of(LayerJson.BODY, LayerJson.SHORTCUT);
            default -> List.of();
        };
    }

    private final String text;
    private final OptionalInt classes;
    private int layers;

    private NetworkPattern(String text, OptionalInt classes) {
        this.text = text;
        this.classes = classes;
    }

    /** Whether a text is meant to be a pattern, and not a file's or a network's name. */
    public static boolean isPattern(String text) {
        return text.contains("->");
    }

    /**
     * Reads a network.
     *
     * @param input shape of the data's samples, for a pattern whose INPUT has none
     * @param classes outputs of a last FC that has none
     * @throws InvalidJsonException if the text is no pattern of a network; the message names the column, and what was
     *     expected there
     */
    public static NetworkSpec read(String pattern, Optional<Shape> input, OptionalInt classes) {
        return new NetworkPattern(pattern, classes).read(input);
    }

    private NetworkSpec read(Optional<Shape> input) {
        var items = PatternParser.parse(text);
        if (!(items.getFirst() instanceof PatternParser.Repeated(PatternParser.Layer first, int times))
                || times != 1
                || !first.word().equalsIgnoreCase(INPUT)) {
            throw PatternParser.refused(text, 0, "expected INPUT as the first layer", null);
        }
        var shape = shape(first)
                .or(() -> input)
                .orElseThrow(() -> refused(first, "lacks the input's shape, " + AN_INPUT, null));
        var json = new ArrayList<LocatedJson>();
        add(items.subList(1, items.size()), true, new State(shape instanceof Shape.Features), json);
        var spec = new NetworkSpec(
                NAME,
                shape,
                LayerJson.build(LayerJson.readAll(new LocatedJson.Items(json, place(0, ""))), shape),
                LossSpec.SOFTMAX_CROSS_ENTROPY);
        try {
            spec.resolve();
        } catch (InvalidNetworkException e) {
            throw PatternParser.refused(text, text.length(), "the pattern makes no network: " + e.getMessage(), e);
        }
        return spec;
    }

    private Optional<Shape> shape(PatternParser.Layer input) {
        if (input.arguments().isEmpty()) {
            return Optional.empty();
        }
        var extents = new ArrayList<Integer>();
        for (var argument : input.arguments()) {
            var json = json(argument, INPUT);
            if (!argument.name().isEmpty()) {
                throw refused(input, "must be " + AN_INPUT, null);
            }
            extents.add(json.wholeNumber(1, "a number such as 3"));
        }
        try {
            return Optional.of(
                    switch (extents.size()) {
                        case 1 -> Shape.features(extents.getFirst());
                        case 3 -> Shape.image(extents.get(0), extents.get(1), extents.get(2));
                        default -> throw refused(input, "must be " + AN_INPUT, null);
                    });
        } catch (InvalidJsonException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw refused(input, "is not possible: " + e.getMessage(), e);
        }
    }

    private InvalidJsonException refused(PatternParser.Layer layer, String problem, @Nullable Throwable cause) {
        return PatternParser.refused(text, layer.at(), layer.word() + " " + problem, cause);
    }

    /** What the usual settings of the next layer depend on. */
    private static final class State {
        private boolean flat;
        private int filters = FIRST_FILTERS;

        State(boolean flat) {
            this.flat = flat;
        }
    }

    /** Adds layers as they stand in JSON, with what is usual in a pattern. */
    private void add(List<PatternParser.Repeated> items, boolean last, State state, List<LocatedJson> into) {
        for (int i = 0; i < items.size(); i++) {
            var item = items.get(i);
            for (int time = 1; time <= item.times(); time++) {
                boolean lastHere = last && i == items.size() - 1 && time == item.times();
                switch (item.node()) {
                    case PatternParser.Group(var inside) -> add(inside, lastHere, state, into);
                    case PatternParser.Layer layer -> add(layer, lastHere, state, into);
                }
            }
        }
    }

    private void add(PatternParser.Layer layer, boolean last, State state, List<LocatedJson> into) {
        if (++layers > MOST_LAYERS) {
            throw refused(layer, String.format(Locale.ROOT, "is one of more than %,d layers", MOST_LAYERS), null);
        }
        var type = type(layer);
        var fields = new LinkedHashMap<String, LocatedJson>();
        fields.put(LayerJson.TYPE, scalar(JsonToken.VALUE_STRING, type.title, layer));
        settings(layer, type, state).forEach(fields::put);
        switch (type) {
            case CONV2D -> {
                fields.computeIfAbsent(LayerJson.FILTERS, _ -> number(state.filters, layer));
                fields.computeIfAbsent(LayerJson.KERNEL, _ -> number(3, layer));
                fields.computeIfAbsent(LayerJson.PADDING, _ -> scalar(JsonToken.VALUE_STRING, "same", layer));
            }
            case MAX_POOL2D, AVG_POOL2D -> {
                fields.computeIfAbsent(LayerJson.KERNEL, _ -> number(2, layer));
                state.filters *= 2;
            }
            case DROPOUT, SPATIAL_DROPOUT2D ->
                fields.computeIfAbsent(LayerJson.PROBABILITY, _ -> scalar(JsonToken.VALUE_NUMBER_FLOAT, "0.5", layer));
            case DENSE -> {
                if (!state.flat) {
                    into.add(new LocatedJson.Fields(
                            Map.of(LayerJson.TYPE, scalar(JsonToken.VALUE_STRING, "flatten", layer)), place(layer)));
                }
                fields.computeIfAbsent(
                        LayerJson.OUTPUTS,
                        _ -> number(last && classes.isPresent() ? classes.getAsInt() : HIDDEN, layer));
                state.flat = true;
            }
            case FLATTEN, GLOBAL_MAX_POOL, GLOBAL_AVG_POOL -> state.flat = true;
            case RESHAPE -> {
                fields.computeIfPresent(
                        LayerJson.SHAPE,
                        (_, shape) -> shape instanceof LocatedJson.Scalar count
                                ? new LocatedJson.Items(List.of(count), count.place())
                                : shape);
                state.flat = fields.get(LayerJson.SHAPE) instanceof LocatedJson.Items(var extents, var _)
                        && extents.size() == 1;
            }
            default -> {}
        }
        into.add(new LocatedJson.Fields(fields, place(layer)));
    }

    private LayerJson.Type type(PatternParser.Layer layer) {
        if (layer.word().equalsIgnoreCase(INPUT)) {
            throw refused(layer, "stands at the beginning only", null);
        }
        var upper = layer.word().toUpperCase(Locale.ROOT);
        return Arrays.stream(Word.values())
                .filter(word -> word.name().equals(upper))
                .map(word -> word.type)
                .findFirst()
                .or(() -> Arrays.stream(LayerJson.Type.values())
                        .filter(type -> type.title.toUpperCase(Locale.ROOT).equals(upper))
                        .findFirst())
                .orElseThrow(() -> unknown(layer, upper));
    }

    private InvalidJsonException unknown(PatternParser.Layer layer, String upper) {
        var words = Stream.concat(
                        Arrays.stream(Word.values()).map(Word::name),
                        Arrays.stream(LayerJson.Type.values()).map(type -> type.title.toUpperCase(Locale.ROOT)))
                .distinct()
                .toList();
        return refused(
                layer,
                "is unknown; there are %s%s".formatted(String.join(", ", words), Spelling.suggestion(upper, words)),
                null);
    }

    private Map<String, LocatedJson> settings(PatternParser.Layer layer, LayerJson.Type type, State state) {
        var settings = new LinkedHashMap<String, LocatedJson>();
        var branches = new ArrayList<LocatedJson>();
        var names = inOrder(type);
        boolean flat = state.flat;
        int position = 0;
        for (var argument : layer.arguments()) {
            var value = argument.value() instanceof PatternParser.Layers(var inside)
                    ? inside(inside, argument, layer, flat, state)
                    : json(argument, layer.word());
            if (!argument.name().isEmpty()) {
                put(settings, argument.name(), value, layer);
            } else if (type == LayerJson.Type.CONCAT) {
                branches.add(value);
            } else if (position < names.size()) {
                put(settings, names.get(position++), value, layer);
            } else {
                throw value.refused(
                        names.isEmpty()
                                ? "is a setting without a name; write name=value"
                                : "is one setting too many: %s has %s; others are written as name=value"
                                        .formatted(layer.word(), String.join(", ", names)));
            }
        }
        if (!branches.isEmpty()) {
            settings.put(LayerJson.BRANCHES, new LocatedJson.Items(branches, place(layer)));
        }
        return settings;
    }

    private static void put(
            Map<String, LocatedJson> settings, String name, LocatedJson value, PatternParser.Layer layer) {
        if (settings.putIfAbsent(name, value) != null) {
            throw value.refused("gives %s of %s twice".formatted(name, layer.word()));
        }
    }

    /** The layers of a branch, which begin from the same state and leave what they make to the layers behind. */
    private LocatedJson inside(
            List<PatternParser.Repeated> items,
            PatternParser.Argument argument,
            PatternParser.Layer layer,
            boolean flat,
            State state) {
        var json = new ArrayList<LocatedJson>();
        var within = new State(flat);
        within.filters = state.filters;
        add(items, false, within, json);
        state.flat = within.flat;
        return new LocatedJson.Items(json, place(argument.at(), layer.word()));
    }

    private LocatedJson json(PatternParser.Argument argument, String word) {
        var place = place(argument.at(), argument.name().isEmpty() ? word : word + " " + argument.name());
        return switch (argument.value()) {
            case PatternParser.Word(var name) -> new LocatedJson.Scalar(kind(name), name, place);
            case PatternParser.Numbers(var numbers) when numbers.size() == 1 -> number(numbers.getFirst(), place);
            case PatternParser.Numbers(var numbers) ->
                new LocatedJson.Items(
                        numbers.stream().map(number -> number(number, place)).toList(), place);
            case PatternParser.Layers _ ->
                throw PatternParser.refused(text, argument.at(), word + " takes no layers here", null);
        };
    }

    private static JsonToken kind(String word) {
        return switch (word) {
            case "true" -> JsonToken.VALUE_TRUE;
            case "false" -> JsonToken.VALUE_FALSE;
            default -> JsonToken.VALUE_STRING;
        };
    }

    private static LocatedJson number(String number, LocatedJson.Place place) {
        return new LocatedJson.Scalar(
                number.matches("-?\\d+") ? JsonToken.VALUE_NUMBER_INT : JsonToken.VALUE_NUMBER_FLOAT, number, place);
    }

    private LocatedJson number(int value, PatternParser.Layer layer) {
        return scalar(JsonToken.VALUE_NUMBER_INT, Integer.toString(value), layer);
    }

    private LocatedJson scalar(JsonToken kind, String value, PatternParser.Layer layer) {
        return new LocatedJson.Scalar(kind, value, place(layer));
    }

    private LocatedJson.Place place(PatternParser.Layer layer) {
        return place(layer.at(), layer.word());
    }

    private LocatedJson.Place place(int at, String path) {
        return new LocatedJson.Place(path, PatternParser.line(text, at), PatternParser.column(text, at));
    }

    /**
     * The network's layers as a pattern, which reads as equal layers; what repeats is written once.
     *
     * @throws InvalidNetworkException if the network's layers don't fit together
     */
    public static String write(NetworkSpec network) {
        network.resolve();
        var input = network.input().toString();
        return INPUT + "(" + input.substring(1, input.length() - 1) + ") -> "
                + PatternWriter.write(LocatedJson.parse(LayerWriter.write(network.layers(), "")));
    }

    /** The word for a type of layer. */
    static String word(String title) {
        return Word.of(title);
    }
}
