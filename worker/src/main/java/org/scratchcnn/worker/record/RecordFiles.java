package org.scratchcnn.worker.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Comparison records as files of indented JSON, with one property more than the record has: {@code checksum}, the
 * SHA-256 of the {@linkplain RecordJson#canonical canonical form} of all others. So a file may be indented or ordered
 * otherwise, but no value in it can be changed unnoticed.
 */
public final class RecordFiles {

    private static final String VERSION = "schemaVersion";
    private static final String CHECKSUM = "checksum";

    /** What records of the gate have, and comparison records have not. */
    private static final String RULES = "rules";

    private RecordFiles() {}

    /**
     * Writes the record; folders that are missing are made, and a file of that name is replaced only once the new one is
     * whole.
     *
     * @throws IOException if the file can't be written; then what was there before still is
     */
    public static void write(ComparisonRecord comparison, Path file) throws IOException {
        var tree = (ObjectNode) RecordJson.tree(comparison);
        tree.put(CHECKSUM, RecordJson.hash(tree));
        var json = StandardCharsets.UTF_8.encode(RecordJson.writeIndented(tree));
        AtomicFile.write(file, channel -> AtomicFile.writeFully(channel, json));
    }

    /**
     * Reads a record of this or of an older schema version; what it says is brought to this version.
     *
     * @throws InvalidFileException if the file is a folder, is truncated, is no record or one of the gate, was changed
     *     since it was written, or has a schema version that this program doesn't read
     * @throws IOException if the file can't be read
     */
    public static ComparisonRecord read(Path file) throws IOException {
        var json = text(file);
        if (json.isBlank()) {
            throw new InvalidFileException(file, "is empty; run the comparison again to write it anew");
        }
        try {
            if (!(RecordJson.tree(json) instanceof ObjectNode tree)
                    || !tree.path(VERSION).isInt()) {
                throw new InvalidFileException(file, "is no comparison record: it has no number \"schemaVersion\"");
            }
            if (tree.has(RULES)) {
                throw new InvalidFileException(
                        file,
                        "is a record of ./cnn gate, which no report is drawn from: read the Markdown file beside it (summary.md; of a self-test, the one of the same name)");
            }
            requireKnownSchema(file, tree.path(VERSION).intValue());
            if (tree.path(VERSION).intValue() >= RecordUpgrade.FIRST_WITH_CHECKSUM) {
                requireUnchanged(file, tree);
            }
            RecordUpgrade.toThisVersion(tree);
            return RecordJson.read(tree, ComparisonRecord.class);
        } catch (InvalidJsonException e) {
            throw new InvalidFileException(file, e);
        }
    }

    private static String text(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new InvalidFileException(file, "is a folder; name a record in it");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidFileException(file, "is not UTF-8 text, so no comparison record", e);
        }
    }

    private static void requireKnownSchema(Path file, int version) throws InvalidFileException {
        if (version > ComparisonRecord.SCHEMA_VERSION) {
            throw new InvalidFileException(
                    file,
                    "has schema version %d, but this version of the program reads %d to %d: open it with the newer version that wrote it, or measure again"
                            .formatted(version, RecordUpgrade.OLDEST, ComparisonRecord.SCHEMA_VERSION));
        }
        if (version < RecordUpgrade.OLDEST) {
            throw new InvalidFileException(
                    file,
                    "has schema version %d, which this version of the program no longer reads (it reads %d to %d): measure again"
                            .formatted(version, RecordUpgrade.OLDEST, ComparisonRecord.SCHEMA_VERSION));
        }
    }

    /** Also takes the checksum out of the tree. */
    private static void requireUnchanged(Path file, ObjectNode tree) throws InvalidFileException {
        JsonNode stated = tree.remove(CHECKSUM);
        if (stated == null || !stated.isString()) {
            throw new InvalidFileException(
                    file,
                    "was changed after it was written: it has no \"checksum\"; take the original, or measure again");
        }
        var actual = RecordJson.hash(tree);
        if (!actual.equals(stated.stringValue())) {
            throw new InvalidFileException(
                    file,
                    "was changed after it was written: its content has the checksum %s…, but it states %s…; take the original, or measure again"
                            .formatted(beginning(actual), beginning(stated.stringValue())));
        }
    }

    private static String beginning(String checksum) {
        return checksum.substring(0, Math.min(12, checksum.length()));
    }
}
