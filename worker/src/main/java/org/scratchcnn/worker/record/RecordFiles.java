package org.scratchcnn.worker.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.scratchcnn.file.AtomicFile;
import org.scratchcnn.file.InvalidFileException;
import org.scratchcnn.json.InvalidJsonException;
import org.scratchcnn.json.RecordJson;
import tools.jackson.databind.node.ObjectNode;

/**
 * Comparison records as files of indented JSON, with one property more than the record has: {@code checksum}, the
 * SHA-256 of the {@linkplain RecordJson#canonical canonical form} of all others. So a file may be indented or ordered
 * otherwise, but no value in it can be changed unnoticed.
 */
public final class RecordFiles {

    private static final String VERSION = "schemaVersion";
    private static final String CHECKSUM = "checksum";

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
        AtomicFile.write(file, RecordJson.writeIndented(tree).getBytes(UTF_8));
    }

    /**
     * Reads a record.
     *
     * @throws InvalidFileException if the file is a folder, is truncated, is no comparison record, has another schema
     *     version than this program writes, or was changed since it was written
     * @throws IOException if the file can't be read
     */
    public static ComparisonRecord read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new InvalidFileException(file, "is a folder; name a record in it");
        }
        try {
            if (!(RecordJson.tree(Files.readString(file)) instanceof ObjectNode tree)
                    || !tree.has("runs")
                    || !tree.path(VERSION).isInt()) {
                throw new InvalidFileException(
                        file, "is no comparison record, as ./cnn compare and ./cnn bench write them");
            }
            int version = tree.path(VERSION).intValue();
            if (version != ComparisonRecord.SCHEMA_VERSION) {
                throw new InvalidFileException(
                        file,
                        "has schema version " + version + ", but this program reads " + ComparisonRecord.SCHEMA_VERSION
                                + ": measure again");
            }
            requireUnchanged(file, tree);
            return RecordJson.read(tree, ComparisonRecord.class);
        } catch (CharacterCodingException e) {
            throw new InvalidFileException(file, "is not UTF-8 text, so no comparison record", e);
        } catch (InvalidJsonException e) {
            throw new InvalidFileException(file, e);
        }
    }

    /** Also takes the checksum out of the tree. */
    private static void requireUnchanged(Path file, ObjectNode tree) throws InvalidFileException {
        var stated = tree.remove(CHECKSUM);
        if (stated == null || !stated.asString("").equals(RecordJson.hash(tree))) {
            throw new InvalidFileException(
                    file,
                    "was changed after it was written: its \"checksum\" does not fit its content; take the original, or measure again");
        }
    }
}
