package org.scratchcnn.json;

import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.ValueSerializerModifier;

/**
 * Values of a sealed interface that have no settings, or usual ones: each is the text of its name. All others are objects
 * with a type.
 */
final class NamedValues {

    private final Class<?> type;
    private final Map<String, Object> byName;
    private final Map<Object, String> names;

    private NamedValues(Class<?> type, Map<String, Object> byName) {
        this.type = type;
        this.byName = byName;
        this.names = byName.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
    }

    /** To be registered with a mapper that knows how to write the type's other values. */
    static <T> JacksonModule of(Class<T> type, Map<String, T> byName) {
        var values = new NamedValues(type, Map.copyOf(byName));
        return new SimpleModule(type.getName())
                .setSerializerModifier(values.new Writing())
                .setDeserializerModifier(values.new Reading());
    }

    private final class Writing extends ValueSerializerModifier {

        private static final long serialVersionUID = 1L;

        @Override
        @SuppressWarnings("unchecked") // Jackson has no other way to say what a serializer takes.
        public ValueSerializer<?> modifySerializer(
                SerializationConfig config, BeanDescription.Supplier description, ValueSerializer<?> serializer) {
            return type.isAssignableFrom(description.getBeanClass())
                    ? new Writer((ValueSerializer<Object>) serializer)
                    : serializer;
        }
    }

    private final class Writer extends ValueSerializer<Object> {

        private final ValueSerializer<Object> others;

        Writer(ValueSerializer<Object> others) {
            this.others = others;
        }

        @Override
        public void resolve(SerializationContext context) {
            others.resolve(context);
        }

        @Override
        @SuppressWarnings("unchecked") // as above
        public ValueSerializer<?> createContextual(SerializationContext context, BeanProperty property) {
            return new Writer((ValueSerializer<Object>) others.createContextual(context, property));
        }

        @Override
        public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
            var name = names.get(value);
            if (name == null) {
                others.serialize(value, generator, context);
            } else {
                generator.writeString(name);
            }
        }

        @Override
        public void serializeWithType(
                Object value, JsonGenerator generator, SerializationContext context, TypeSerializer types) {
            var name = names.get(value);
            if (name == null) {
                others.serializeWithType(value, generator, context, types);
            } else {
                generator.writeString(name);
            }
        }
    }

    private final class Reading extends ValueDeserializerModifier {

        private static final long serialVersionUID = 1L;

        @Override
        public ValueDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription.Supplier description, ValueDeserializer<?> deserializer) {
            return description.getBeanClass() == type ? new Reader(deserializer) : deserializer;
        }
    }

    private final class Reader extends DelegatingDeserializer {

        Reader(ValueDeserializer<?> others) {
            super(others);
        }

        @Override
        protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> others) {
            return new Reader(others);
        }

        @Override
        public Object deserializeWithType(JsonParser parser, DeserializationContext context, TypeDeserializer types) {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return super.deserializeWithType(parser, context, types);
            }
            var value = byName.get(parser.getString());
            return value == null
                    ? context.handleWeirdStringValue(
                            type,
                            parser.getString(),
                            "known here are %s",
                            byName.keySet().stream().sorted().toList())
                    : value;
        }
    }
}
