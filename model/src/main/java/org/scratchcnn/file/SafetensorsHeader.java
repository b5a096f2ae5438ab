package org.scratchcnn.file;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.scratchcnn.json.InvalidJsonException;
import org.scratchcnn.json.RecordJson;
import tools.jackson.databind.JsonNode;

/**
 * What a safetensors file says about its tensors, checked.
 *
 * @param dataOffset byte of the file where values begin
 * @param places by tensor's name, in the header's order
 */
record SafetensorsHeader(long dataOffset, Map<String, Place> places, SortedMap<String, String> metadata) {

    static final String METADATA = "__metadata__";

    /** The format's own limit. */
    static final long MAX_HEADER_BYTES = 100_000_000;

    /** As many as fit into one array of floats, which every tensor is read into. */
    static final long MAX_TENSOR_VALUES = Integer.MAX_VALUE;

    private static final ValueLayout.OfLong LENGTH = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** Where a tensor's bytes are, from the beginning of the data: {@code [begin, end)}. */
    record Place(Dtype dtype, List<Integer> shape, long begin, long end) {

        /** How many values there are. */
        long count() {
            return (end - begin) / dtype.bytes();
        }
    }

    /** A place as the header's JSON has it. */
    static Map<String, Object> entry(Place place) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("dtype", place.dtype().name());
        entry.put("shape", place.shape());
        entry.put("data_offsets", List.of(place.begin(), place.end()));
        return entry;
    }

    /**
     * Reads a header.
     *
     * @param bytes the whole file
     * @throws InvalidFileException if the header does not fit into the file, or is malformed
     */
    static SafetensorsHeader parse(Path file, MemorySegment bytes) throws InvalidFileException {
        var root = json(file, bytes);
        var places = new LinkedHashMap<String, Place>();
        var metadata = new TreeMap<String, String>();
        for (var property : root.properties()) {
            if (property.getKey().equals(METADATA)) {
                readMetadata(file, property.getValue(), metadata);
            } else {
                places.put(property.getKey(), place(file, property.getKey(), property.getValue()));
            }
        }
        return new SafetensorsHeader(Long.BYTES + bytes.get(LENGTH, 0), places, metadata);
    }

    private static JsonNode json(Path file, MemorySegment bytes) throws InvalidFileException {
        if (bytes.byteSize() < Long.BYTES) {
            throw new InvalidFileException(
                    file,
                    String.format(
                            Locale.ROOT,
                            "has %d bytes, but a safetensors file begins with 8 bytes that give its header's length",
                            bytes.byteSize()));
        }
        long length = bytes.get(LENGTH, 0);
        long available = bytes.byteSize() - Long.BYTES;
        if (length < 0 || length > available) {
            throw new InvalidFileException(
                    file,
                    String.format(
                            Locale.ROOT,
                            "its first 8 bytes claim a header of %s bytes, but %d bytes follow: it is truncated, or no safetensors file",
                            Long.toUnsignedString(length),
                            available));
        }
        if (length > MAX_HEADER_BYTES) {
            throw new InvalidFileException(
                    file,
                    String.format(
                            Locale.ROOT,
                            "its first 8 bytes claim a header of %d bytes, more than the format's limit of %d: it is no safetensors file",
                            length,
                            MAX_HEADER_BYTES));
        }
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(bytes.asSlice(Long.BYTES, length).asByteBuffer())
                    .toString();
            var root = RecordJson.read(text, JsonNode.class);
            if (!root.isObject()) {
                throw new InvalidFileException(file, "its header must be a JSON object, but is " + root.getNodeType());
            }
            return root;
        } catch (CharacterCodingException e) {
            throw new InvalidFileException(file, "its header is not UTF-8 text", e);
        } catch (InvalidJsonException e) {
            throw new InvalidFileException(file, "its header is not valid JSON: " + e.getMessage(), e);
        }
    }

    private static void readMetadata(Path file, JsonNode node, Map<String, String> metadata)
            throws InvalidFileException {
        if (!node.isObject()) {
            throw new InvalidFileException(file, "%s must be an object of texts, but is %s".formatted(METADATA, node));
        }
        for (var property : node.properties()) {
            if (!property.getValue().isString()) {
                throw new InvalidFileException(
                        file,
                        "%s must hold texts only, but its \"%s\" is %s"
                                .formatted(METADATA, property.getKey(), property.getValue()));
            }
            metadata.put(property.getKey(), property.getValue().stringValue());
        }
    }

    private static Place place(Path file, String name, JsonNode entry) throws InvalidFileException {
        var dtype = dtype(file, name, entry.path("dtype"));
        var shape = new ArrayList<Integer>();
        for (long extent : integers(file, name, "shape", entry)) {
            if (extent < 0 || extent > Integer.MAX_VALUE) {
                throw new InvalidFileException(
                        file,
                        "tensor \"%s\" has the shape %s, which is not possible".formatted(name, entry.path("shape")));
            }
            shape.add((int) extent);
        }
        var offsets = integers(file, name, "data_offsets", entry);
        if (offsets.size() != 2 || offsets.get(0) < 0 || offsets.get(1) < offsets.get(0)) {
            throw new InvalidFileException(
                    file,
                    "tensor \"%s\" must have data_offsets [begin, end] with 0 ≤ begin ≤ end, but has %s"
                            .formatted(name, offsets));
        }
        var place = new Place(dtype, shape, offsets.get(0), offsets.get(1));
        requireItsBytes(file, name, place);
        return place;
    }

    private static Dtype dtype(Path file, String name, JsonNode stated) throws InvalidFileException {
        for (var dtype : Dtype.values()) {
            if (stated.isString() && stated.stringValue().equals(dtype.name())) {
                return dtype;
            }
        }
        throw new InvalidFileException(
                file,
                "tensor \"%s\" has dtype %s, but only %s are read: convert it to 32-bit floats"
                        .formatted(name, stated.isMissingNode() ? "none" : stated, List.of(Dtype.values())));
    }

    private static void requireItsBytes(Path file, String name, Place place) throws InvalidFileException {
        var shape = place.shape();
        long bytes = place.end() - place.begin();
        var needed = BigInteger.valueOf(place.dtype().bytes());
        var largest = needed;
        for (int extent : shape) {
            needed = needed.multiply(BigInteger.valueOf(extent));
            largest = largest.max(needed);
        }
        if (!needed.equals(BigInteger.valueOf(bytes))) {
            throw new InvalidFileException(
                    file,
                    String.format(
                            Locale.ROOT,
                            "tensor \"%s\" of shape %s needs %d bytes, but its data_offsets give it %d",
                            name,
                            shape,
                            needed,
                            bytes));
        }
        if (largest.bitLength() >= Long.SIZE) {
            throw new InvalidFileException(
                    file,
                    "tensor \"%s\" of shape %s is empty, but its other extents multiply to more than 64 bits hold, which the format does not allow"
                            .formatted(name, shape));
        }
        if (place.count() > MAX_TENSOR_VALUES) {
            throw new InvalidFileException(
                    file,
                    String.format(
                            Locale.ROOT,
                            "tensor \"%s\" of shape %s has %d values, but at most %d can be read",
                            name,
                            shape,
                            place.count(),
                            MAX_TENSOR_VALUES));
        }
    }

    private static List<Long> integers(Path file, String name, String property, JsonNode entry)
            throws InvalidFileException {
        var array = entry.path(property);
        var values = new ArrayList<Long>();
        for (var value : array) {
            if (value.canConvertToLong() && value.isIntegralNumber()) {
                values.add(value.longValue());
            }
        }
        if (!array.isArray() || values.size() != array.size()) {
            throw new InvalidFileException(
                    file,
                    "tensor \"%s\" needs a list of integers as %s, but has %s"
                            .formatted(name, property, array.isMissingNode() ? "none" : array));
        }
        return values;
    }
}
