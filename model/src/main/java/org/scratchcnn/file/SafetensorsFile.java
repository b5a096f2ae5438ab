package org.scratchcnn.file;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.engine.Tensor;
import org.scratchcnn.json.RecordJson;

/**
 * Parameter snapshots as safetensors files (<a href="https://huggingface.co/docs/safetensors">format</a>): eight bytes
 * with the header's length, little-endian; the header, a JSON object that gives each tensor's type, shape and place; then
 * all values, little-endian, row-major, without gaps. Tensors keep their order, and values start at a multiple of eight
 * bytes. 32-bit floats (F32) are written; F16, BF16 and F64 are read as well, and become 32-bit floats.
 *
 * @param metadata free texts by name, such as which task the parameters were trained on
 */
public record SafetensorsFile(ParameterSnapshot snapshot, SortedMap<String, String> metadata) {

    private static final int LENGTH_BYTES = Long.BYTES;
    private static final int WRITE_BUFFER_BYTES = 1 << 16;

    public SafetensorsFile {
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    }

    /** Parameters without metadata. */
    public SafetensorsFile(ParameterSnapshot snapshot) {
        this(snapshot, Collections.emptySortedMap());
    }

    /**
     * Writes the file; one of that name is replaced only once the new one is whole.
     *
     * @throws IllegalArgumentException if a tensor has the name that the format keeps for metadata
     * @throws IOException if the file can't be written; then what was there before still is
     */
    public void write(Path file) throws IOException {
        var header = header();
        AtomicFile.write(file, channel -> {
            AtomicFile.writeFully(channel, header);
            var buffer = ByteBuffer.allocate(WRITE_BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (var tensor : snapshot.tensors().values()) {
                writeValues(channel, tensor.values(), buffer);
            }
        });
    }

    /** The length and the header, padded with spaces. */
    private ByteBuffer header() {
        if (snapshot.tensors().containsKey(SafetensorsHeader.METADATA)) {
            throw new IllegalArgumentException(
                    "A tensor can't be named \"%s\" in a safetensors file, which keeps this name for its metadata; rename it"
                            .formatted(SafetensorsHeader.METADATA));
        }
        var entries = new LinkedHashMap<String, Object>();
        if (!metadata.isEmpty()) {
            entries.put(SafetensorsHeader.METADATA, metadata);
        }
        long offset = 0;
        for (var entry : snapshot.tensors().entrySet()) {
            var tensor = entry.getValue();
            long end = offset + (long) tensor.values().length * Float.BYTES;
            var place = new SafetensorsHeader.Place(Dtype.F32, tensor.shape(), offset, end);
            entries.put(entry.getKey(), SafetensorsHeader.entry(place));
            offset = end;
        }
        var json = RecordJson.write(entries).getBytes(StandardCharsets.UTF_8);
        var padded = Arrays.copyOf(json, Math.ceilDiv(json.length, LENGTH_BYTES) * LENGTH_BYTES);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        return ByteBuffer.allocate(LENGTH_BYTES + padded.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(padded.length)
                .put(padded)
                .flip();
    }

    private static void writeValues(FileChannel channel, float[] values, ByteBuffer buffer) throws IOException {
        int capacity = buffer.capacity() / Float.BYTES;
        for (int from = 0; from < values.length; from += capacity) {
            int count = Math.min(capacity, values.length - from);
            buffer.clear();
            buffer.asFloatBuffer().put(values, from, count);
            AtomicFile.writeFully(channel, buffer.limit(count * Float.BYTES));
        }
    }

    /**
     * Reads a file, tensors in the header's order.
     *
     * @throws InvalidFileException if the file is truncated or malformed, holds anything but floats, or 64-bit floats
     *     that are too large for 32 bits
     * @throws IOException if the file can't be read
     */
    public static SafetensorsFile read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new InvalidFileException(file, "is a folder, but should be a safetensors file");
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.READ);
                var arena = Arena.ofConfined()) {
            var bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            var header = SafetensorsHeader.parse(file, bytes);
            var data = bytes.asSlice(header.dataOffset());
            requireNoGaps(file, header, data.byteSize());
            var tensors = new LinkedHashMap<String, Tensor>();
            for (var entry : header.places().entrySet()) {
                tensors.put(entry.getKey(), tensor(file, entry.getKey(), data, entry.getValue()));
            }
            return new SafetensorsFile(new ParameterSnapshot(tensors), header.metadata());
        }
    }

    private static Tensor tensor(Path file, String name, MemorySegment data, SafetensorsHeader.Place place)
            throws InvalidFileException {
        var dtype = place.dtype();
        var values = new float[Math.toIntExact(place.count())];
        if (dtype == Dtype.F32) {
            MemorySegment.copy(data, Dtype.FLOAT, place.begin(), values, 0, values.length);
            return new Tensor(place.shape(), values);
        }
        for (int i = 0; i < values.length; i++) {
            double value = dtype.value(data, place.begin() + (long) i * dtype.bytes());
            values[i] = (float) value;
            if (Float.isInfinite(values[i]) && !Double.isInfinite(value)) {
                throw new InvalidFileException(
                        file,
                        "tensor \"%s\" holds %s at index %s, out of a 32-bit float's range".formatted(name, value, i));
            }
        }
        return new Tensor(place.shape(), values);
    }

    /** Every byte must belong to exactly one tensor, so that nothing is read twice and nothing is hidden. */
    private static void requireNoGaps(Path file, SafetensorsHeader header, long dataBytes) throws InvalidFileException {
        var inFileOrder = new ArrayList<Map.Entry<String, SafetensorsHeader.Place>>(
                header.places().entrySet());
        inFileOrder.sort(Comparator.comparingLong((Map.Entry<String, SafetensorsHeader.Place> entry) ->
                        entry.getValue().begin())
                .thenComparingLong(entry -> entry.getValue().end()));
        long expected = 0;
        for (var entry : inFileOrder) {
            var place = entry.getValue();
            if (place.end() > dataBytes) {
                throw new InvalidFileException(
                        file,
                        String.format(
                                Locale.ROOT,
                                "tensor \"%s\" ends at byte %d of the data, but only %d bytes follow the header: the file is truncated, or its header wrong",
                                entry.getKey(),
                                place.end(),
                                dataBytes));
            }
            if (place.begin() != expected) {
                throw new InvalidFileException(
                        file,
                        String.format(
                                Locale.ROOT,
                                "tensor \"%s\" begins at byte %d of the data, but the one before it ends at byte %d: tensors must neither overlap nor leave gaps",
                                entry.getKey(),
                                place.begin(),
                                expected));
            }
            expected = place.end();
        }
        if (expected != dataBytes) {
            throw new InvalidFileException(
                    file,
                    String.format(
                            Locale.ROOT,
                            "the tensors take %d bytes, but %d bytes follow the header: no tensor owns the last %d",
                            expected,
                            dataBytes,
                            dataBytes - expected));
        }
    }
}
