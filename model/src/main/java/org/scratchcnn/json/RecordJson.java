package org.scratchcnn.json;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.datasets.file.Sha256;
import org.scratchcnn.network.Activation;
import org.scratchcnn.network.AveragingSpec;
import org.scratchcnn.network.BatchStatisticsSpec;
import org.scratchcnn.network.ClippingSpec;
import org.scratchcnn.network.DataSetSpec;
import org.scratchcnn.network.DecaySpec;
import org.scratchcnn.network.LayerSpec;
import org.scratchcnn.network.LossSpec;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.ScheduleSpec;
import org.scratchcnn.network.Shape;
import org.scratchcnn.network.TaskSpec;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON form of descriptions and records, and of anything built from them.
 *
 * <p>Properties are a record's components, in their order. A sealed interface's values carry their simple class name as
 * {@code "type"}; those that need no settings are the text of their name. Nothing is left out: what is absent is {@code null}. Values that JSON has no number for are the
 * strings {@code "NaN"}, {@code "Infinity"} and {@code "-Infinity"}. Reading is strict: properties that are unknown,
 * missing or doubled are refused.
 */
public final class RecordJson {

    private static final Map<String, Activation.Function> FUNCTIONS = Map.of(
            "RELU", new Activation.Function.Relu(),
            "SIGMOID", new Activation.Function.Sigmoid(),
            "TANH", new Activation.Function.Tanh(),
            "SILU", new Activation.Function.Silu(),
            "HARDSWISH", new Activation.Function.Hardswish(),
            "SOFTPLUS", new Activation.Function.Softplus());

    private static final Map<String, LossSpec> LOSSES = Map.of(
            "SOFTMAX_CROSS_ENTROPY",
            LossSpec.SOFTMAX_CROSS_ENTROPY,
            "BINARY_CROSS_ENTROPY",
            LossSpec.BINARY_CROSS_ENTROPY,
            "BINARY_CROSS_ENTROPY_OF_PROBABILITIES",
            new LossSpec.BinaryCrossEntropyOfProbabilities(),
            "MEAN_SQUARED_ERROR",
            LossSpec.MEAN_SQUARED_ERROR,
            "MEAN_ABSOLUTE_ERROR",
            new LossSpec.MeanAbsoluteError(),
            "KULLBACK_LEIBLER",
            new LossSpec.KullbackLeibler());

    private static final JsonMapper MAPPER = mapper();

    /** How Jackson says it. */
    private static final Pattern MISSING = Pattern.compile("^Missing creator property '(\\w+)'.*", Pattern.DOTALL);

    private RecordJson() {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
    private interface TypeBySimpleName {}

    private static JsonMapper mapper() {
        var lines = new DefaultIndenter("  ", "\n");
        return JsonMapper.builder()
                .defaultPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(lines))
                // Components are the only properties: names such as isNone() would else be taken for more of them.
                .changeDefaultVisibility(visibility -> visibility
                        .with(JsonAutoDetect.Visibility.NONE)
                        .withFieldVisibility(JsonAutoDetect.Visibility.ANY)
                        .withCreatorVisibility(JsonAutoDetect.Visibility.PUBLIC_ONLY))
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .addModule(NamedValues.of(Activation.Function.class, FUNCTIONS))
                .addModule(NamedValues.of(LossSpec.class, LOSSES))
                .addMixIn(LossSpec.class, TypeBySimpleName.class)
                .addMixIn(Activation.Function.class, TypeBySimpleName.class)
                .addMixIn(AveragingSpec.class, TypeBySimpleName.class)
                .addMixIn(BatchStatisticsSpec.class, TypeBySimpleName.class)
                .addMixIn(ClippingSpec.class, TypeBySimpleName.class)
                .addMixIn(DataSetSpec.class, TypeBySimpleName.class)
                .addMixIn(DecaySpec.class, TypeBySimpleName.class)
                .addMixIn(LayerSpec.class, TypeBySimpleName.class)
                .addMixIn(OptimizerSpec.class, TypeBySimpleName.class)
                .addMixIn(ScheduleSpec.class, TypeBySimpleName.class)
                .addMixIn(Shape.class, TypeBySimpleName.class)
                .build();
    }

    /** The value on one line, without a line end. */
    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** The value indented, for files that people read; ends with a line end. */
    public static String writeIndented(Object value) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
    }

    /**
     * Reads what {@link #write} or {@link #writeIndented} wrote.
     *
     * @throws InvalidJsonException if the text is malformed or does not describe a {@code type}
     */
    public static <T> T read(String json, Class<T> type) {
        return read(type, () -> MAPPER.readValue(json, type));
    }

    /** The same from a tree. */
    public static <T> T read(JsonNode tree, Class<T> type) {
        return read(type, () -> MAPPER.treeToValue(tree, type));
    }

    /**
     * Reads anything that is well-formed.
     *
     * @throws InvalidJsonException if the text is malformed
     */
    public static JsonNode tree(String json) {
        return read(JsonNode.class, () -> MAPPER.readTree(json));
    }

    /** The tree of what {@link #write} writes. */
    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    private static <T> T read(Class<?> type, Supplier<@Nullable T> reading) {
        var what = type == JsonNode.class ? "JSON" : type.getSimpleName();
        try {
            T value = reading.get();
            if (value == null) {
                throw new InvalidJsonException("expected a " + what + ", but found null", null);
            }
            return value;
        } catch (JacksonException e) {
            throw new InvalidJsonException(what + place(e) + ": " + problem(e), e);
        }
    }

    /**
     * The canonical form of a value: one line, every object's properties sorted by name. Equal values have equal forms,
     * whatever order their components were declared in.
     */
    public static String canonical(Object value) {
        return MAPPER.writer(JsonNodeFeature.WRITE_PROPERTIES_SORTED).writeValueAsString(MAPPER.valueToTree(value));
    }

    /** The {@link #hash} of a task. */
    public static String taskHash(TaskSpec task) {
        return hash(task);
    }

    /** SHA-256 of a value's {@link #canonical} form in UTF-8, as 64 lower-case hexadecimal digits. */
    public static String hash(Object value) {
        return Sha256.of(canonical(value).getBytes(StandardCharsets.UTF_8));
    }

    /** Where in the document, for example {@code  at runs[0].task.data (line 3, column 4)}. */
    private static String place(JacksonException e) {
        var path = new StringBuilder();
        for (var reference : e.getPath()) {
            path.append(
                    reference.getPropertyName() == null
                            ? "[" + reference.getIndex() + "]"
                            : (path.isEmpty() ? " at " : ".") + reference.getPropertyName());
        }
        var location = e.getLocation();
        if (location != null && location.getLineNr() > 0) {
            path.append(" (line ").append(location.getLineNr());
            path.append(", column ").append(location.getColumnNr()).append(')');
        }
        return path.toString();
    }

    private static String problem(JacksonException e) {
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                "unknown property \"%s\"; known here are %s"
                        .formatted(unknown.getPropertyName(), unknown.getKnownPropertyIds());
            case ValueInstantiationException refused
            when refused.getCause() instanceof IllegalArgumentException cause && cause.getMessage() != null ->
                cause.getMessage();
            default -> MISSING.matcher(e.getOriginalMessage()).replaceFirst("property \"$1\" is missing");
        };
    }
}
