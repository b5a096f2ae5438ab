package org.scratchcnn.records;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.scratchcnn.core.record.ComparisonRecord;

/** Comparison records as files of indented JSON. */
public final class RecordFiles {

    private RecordFiles() {}

    /**
     * Writes the record; folders that are missing are made, and a file of that name is replaced only once the new one is
     * whole.
     */
    public static void write(ComparisonRecord comparison, Path file) throws IOException {
        var json = StandardCharsets.UTF_8.encode(RecordJson.writeIndented(comparison));
        AtomicFile.write(file, channel -> AtomicFile.writeFully(channel, json));
    }

    /**
     * Reads a record.
     *
     * @throws InvalidFileException if the file is truncated, is no record, or has another schema version than this
     *     program reads
     * @throws IOException if the file can't be read
     */
    public static ComparisonRecord read(Path file) throws IOException {
        var json = text(file);
        if (json.isBlank()) {
            throw new InvalidFileException(file, "is empty; run the comparison again to write it anew");
        }
        try {
            requireKnownSchema(file, json);
            return RecordJson.read(json, ComparisonRecord.class);
        } catch (InvalidJsonException e) {
            throw new InvalidFileException(file, e);
        }
    }

    private static String text(Path file) throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidFileException(file, "is not UTF-8 text, so no comparison record", e);
        }
    }

    private static void requireKnownSchema(Path file, String json) throws InvalidFileException {
        var property = RecordJson.integerProperty(json, "schemaVersion");
        if (property.isEmpty()) {
            throw new InvalidFileException(file, "is no comparison record: it has no number \"schemaVersion\"");
        }
        int version = property.getAsInt();
        if (version > ComparisonRecord.SCHEMA_VERSION) {
            throw new InvalidFileException(
                    file,
                    "has schema version %d, but this version of the program reads %d: open it with the newer version that wrote it, or measure again"
                            .formatted(version, ComparisonRecord.SCHEMA_VERSION));
        }
        if (version < ComparisonRecord.SCHEMA_VERSION) {
            throw new InvalidFileException(
                    file,
                    "has schema version %d, which this version of the program no longer reads (it reads %d): measure again"
                            .formatted(version, ComparisonRecord.SCHEMA_VERSION));
        }
    }
}
