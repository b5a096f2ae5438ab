package org.scratchcnn.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * JSON that people write: each value knows its place, so that whatever is wrong with it is said with its path, line and
 * column. {@code // Comments} are allowed. A value's {@code toString} is how messages quote it.
 */
sealed interface LocatedJson {

    JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Where a value begins or, if it has one, its name. */
    record Place(String path, int line, int column) {

        static Place of(JsonParser parser, String path) {
            var location = parser.currentTokenLocation();
            return new Place(path, location.getLineNr(), location.getColumnNr());
        }
    }

    Place place();

    /** A text, a number, {@code true}, {@code false} or {@code null}. */
    record Scalar(JsonToken kind, String text, Place place) implements LocatedJson {

        boolean isText() {
            return kind == JsonToken.VALUE_STRING;
        }

        @Override
        public String toString() {
            return isText() ? RecordJson.write(text) : text;
        }
    }

    record Items(List<LocatedJson> items, Place place) implements LocatedJson {
        @Override
        public String toString() {
            return items.toString();
        }
    }

    record Fields(Map<String, LocatedJson> fields, Place place) implements LocatedJson {

        Optional<LocatedJson> get(String name) {
            return Optional.ofNullable(fields.get(name));
        }

        /** The field, or an exception that says what it should hold. */
        LocatedJson require(String name, String expected) {
            return get(name).orElseThrow(() -> refused("lacks " + name + ", " + expected));
        }

        void requireKnown(String owner, Collection<String> known) {
            fields.forEach((name, value) -> {
                if (!known.contains(name)) {
                    throw value.refused("is unknown: %s has %s%s"
                            .formatted(owner, String.join(", ", known), Spelling.suggestion(name, known)));
                }
            });
        }

        @Override
        public String toString() {
            return "an object";
        }
    }

    /** An exception that names this value and its place; {@code problem} goes on from the value's path. */
    default InvalidJsonException refused(String problem) {
        return refused(problem, null);
    }

    default InvalidJsonException refused(String problem, @Nullable Throwable cause) {
        var subject = place().path().isEmpty() ? "the network" : place().path();
        return new InvalidJsonException(at(place().line(), place().column()) + subject + " " + problem, cause);
    }

    default InvalidJsonException mustBe(String expected) {
        return refused("must be " + expected + ", but is " + this);
    }

    /**
     * This number, if it is whole and at least {@code least}.
     *
     * @param expected what to write here, where there is no number at all
     */
    default int wholeNumber(int least, String expected) {
        if (!(this instanceof Scalar number && number.kind().isNumeric())) {
            throw mustBe(expected);
        }
        try {
            int value = new BigDecimal(number.text()).intValueExact();
            if (value >= least) {
                return value;
            }
        } catch (ArithmeticException | NumberFormatException _) {
            // a fraction, or too large: refused like what is too small
        }
        throw mustBe("a whole number from " + least + " to " + Integer.MAX_VALUE);
    }

    /** The choice that this text names. */
    default <T> T oneOf(T[] choices, Function<T, String> naming) {
        var names = Arrays.stream(choices).map(naming).toList();
        var name = this instanceof Scalar scalar && scalar.isText() ? scalar.text() : "";
        int index = names.indexOf(name);
        if (index < 0) {
            throw refused("must be one of %s, but is %s%s"
                    .formatted(String.join(", ", names), this, Spelling.suggestion(name, names)));
        }
        return choices[index];
    }

    /**
     * Reads a document.
     *
     * @throws InvalidJsonException if it is malformed, or gives a field twice
     */
    static LocatedJson parse(String json) {
        try (var parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() == null) {
                throw new InvalidJsonException("is empty", null);
            }
            var document = value(parser, Place.of(parser, ""));
            if (parser.nextToken() != null) {
                throw document.refused("has ended, but more follows in line "
                        + parser.currentTokenLocation().getLineNr());
            }
            return document;
        } catch (JacksonException e) {
            // Limits, such as to how deep a document may nest, are exceeded nowhere in particular.
            var location = e.getLocation();
            var at = location == null ? "" : at(location.getLineNr(), location.getColumnNr());
            throw new InvalidJsonException(
                    at + e.getOriginalMessage().replaceFirst(" \\(start marker at .*\\)", ""), e);
        }
    }

    private static LocatedJson value(JsonParser parser, Place place) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, place);
            case START_ARRAY -> array(parser, place);
            default -> new Scalar(parser.currentToken(), parser.getString(), place);
        };
    }

    private static Fields object(JsonParser parser, Place place) {
        var fields = new LinkedHashMap<String, LocatedJson>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            var path = place.path().isEmpty() ? name : place.path() + "." + name;
            var named = Place.of(parser, path);
            parser.nextToken();
            fields.put(name, value(parser, named));
        }
        return new Fields(fields, place);
    }

    private static Items array(JsonParser parser, Place place) {
        var items = new ArrayList<LocatedJson>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser, Place.of(parser, place.path() + "[" + items.size() + "]")));
        }
        return new Items(items, place);
    }

    private static String at(int line, int column) {
        return "line " + line + ", column " + column + ": ";
    }
}
