package org.scratchcnn.worker.record;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON Schema (draft 2020-12) of record files, drawn from the Java records themselves: every property that there is,
 * required, and no other.
 */
final class RecordSchema {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String DIGITS = "^[0-9a-f]{64}$";

    /** A definition of each class that was met, by its simple name. */
    private final ObjectNode definitions = NODES.objectNode();

    private final Map<String, Class<?>> defined = new HashMap<>();

    private RecordSchema() {}

    /** The file's name among the module's resources. */
    static String fileName(int version) {
        return "record-%d.schema.json".formatted(version);
    }

    /** The schema of what this version writes, indented. */
    static String ofThisVersion() {
        var schema = NODES.objectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", "urn:scratch-cnn:record:" + ComparisonRecord.SCHEMA_VERSION);
        schema.put("title", "Comparison record, schema version " + ComparisonRecord.SCHEMA_VERSION);
        schema.put(
                "description",
                "Everything that one command measured. The meaning of each property stands in the Javadoc of the record of the same name, from org.scratchcnn.worker.record.ComparisonRecord on.");
        var generator = new RecordSchema();
        var record = generator.object(ComparisonRecord.class);
        var properties = (ObjectNode) record.path("properties");
        properties.set("checksum", sha256());
        ((ArrayNode) record.path("required")).add("checksum");
        properties.set("schemaVersion", NODES.objectNode().put("const", ComparisonRecord.SCHEMA_VERSION));
        schema.setAll(record);
        schema.set("$defs", generator.sortedDefinitions());
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n";
    }

    private ObjectNode sortedDefinitions() {
        var sorted = NODES.objectNode();
        new TreeSet<>(definitions.propertyNames()).forEach(name -> sorted.set(name, definitions.path(name)));
        return sorted;
    }

    private ObjectNode object(Class<?> type) {
        var properties = NODES.objectNode();
        var required = NODES.arrayNode();
        if (isVariant(type)) {
            properties.set("type", NODES.objectNode().put("const", type.getSimpleName()));
            required.add("type");
        }
        for (RecordComponent component : type.getRecordComponents()) {
            properties.set(component.getName(), property(component));
            required.add(component.getName());
        }
        var object = NODES.objectNode().put("type", "object");
        object.set("properties", properties);
        object.set("required", required);
        return object.put("additionalProperties", false);
    }

    private ObjectNode property(RecordComponent component) {
        if (component.getName().endsWith("Hash")) {
            return sha256();
        }
        return value(component.getAnnotatedType());
    }

    private static ObjectNode sha256() {
        return NODES.objectNode().put("type", "string").put("pattern", DIGITS);
    }

    private ObjectNode value(AnnotatedType annotated) {
        var schema = present(annotated);
        if (!annotated.isAnnotationPresent(Nullable.class)) {
            return schema;
        }
        return either(schema, NODES.objectNode().put("type", "null"));
    }

    private ObjectNode present(AnnotatedType annotated) {
        if (annotated instanceof AnnotatedParameterizedType parameterized) {
            var container = (Class<?>) ((ParameterizedType) parameterized.getType()).getRawType();
            var content = value(parameterized
                    .getAnnotatedActualTypeArguments()[parameterized.getAnnotatedActualTypeArguments().length - 1]);
            if (List.class.isAssignableFrom(container)) {
                var array = NODES.objectNode().put("type", "array");
                array.set("items", content);
                return array;
            }
            if (Map.class.isAssignableFrom(container)) {
                var map = NODES.objectNode().put("type", "object");
                map.set("additionalProperties", content);
                return map;
            }
            throw new IllegalArgumentException("Records hold lists and maps, but there is a " + container);
        }
        return ofClass((Class<?>) annotated.getType());
    }

    private ObjectNode ofClass(Class<?> type) {
        if (type == String.class) {
            return NODES.objectNode().put("type", "string");
        }
        if (type == boolean.class || type == Boolean.class) {
            return NODES.objectNode().put("type", "boolean");
        }
        if (List.of(int.class, Integer.class, long.class, Long.class).contains(type)) {
            return NODES.objectNode().put("type", "integer");
        }
        if (List.of(double.class, Double.class, float.class, Float.class).contains(type)) {
            var special = NODES.objectNode();
            special.putArray("enum").add("NaN").add("Infinity").add("-Infinity");
            return either(NODES.objectNode().put("type", "number"), special);
        }
        if (type == Instant.class) {
            return NODES.objectNode().put("type", "string").put("format", "date-time");
        }
        define(type);
        return NODES.objectNode().put("$ref", "#/$defs/" + type.getSimpleName());
    }

    private void define(Class<?> type) {
        var name = type.getSimpleName();
        var known = defined.put(name, type);
        if (known == null) {
            definitions.set(name, definition(type));
        } else if (known != type) {
            throw new IllegalArgumentException("%s and %s have the same simple name".formatted(known, type));
        }
    }

    private ObjectNode definition(Class<?> type) {
        if (type.isEnum()) {
            var constants = NODES.objectNode();
            var values = constants.putArray("enum");
            Arrays.stream(type.getEnumConstants()).forEach(constant -> values.add(((Enum<?>) constant).name()));
            return constants;
        }
        if (type.isSealed()) {
            var choice = NODES.objectNode();
            var variants = choice.putArray("oneOf");
            Arrays.stream(type.getPermittedSubclasses()).forEach(variant -> variants.add(ofClass(variant)));
            return choice;
        }
        if (type.isRecord()) {
            return object(type);
        }
        throw new IllegalArgumentException("Records hold records, enums and sealed interfaces, but there is " + type);
    }

    private static boolean isVariant(Class<?> type) {
        return Arrays.stream(type.getInterfaces()).anyMatch(Class::isSealed);
    }

    private static ObjectNode either(ObjectNode one, ObjectNode other) {
        var choice = NODES.objectNode();
        choice.putArray("anyOf").add(one).add(other);
        return choice;
    }
}
