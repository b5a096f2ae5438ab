package org.scratchcnn.worker.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.scratchcnn.file.AtomicFile;
import org.scratchcnn.file.InvalidFileException;
import org.scratchcnn.json.InvalidJsonException;
import org.scratchcnn.json.RecordJson;

/**
 * Measured values that are checked in as JSON beside the class that they describe: the jar has them as a resource, and
 * commands write them anew in the checkout.
 *
 * @param module of the project that has it
 * @param type of the values
 * @param name of the file, in the package of {@code type}
 */
public record CheckedInJson<T>(String module, Class<T> type, String name) {

    /**
     * The file in a checkout.
     *
     * @param home the project's top folder
     */
    public Path source(Path home) {
        return home.resolve(Path.of(
                module, "src", "main", "resources", type.getPackageName().replace('.', '/'), name));
    }

    /** What this version was built with. */
    public T resource() {
        try (var stream = Objects.requireNonNull(type.getResourceAsStream(name), name + " is built into the jar")) {
            return RecordJson.read(new String(stream.readAllBytes(), UTF_8), type);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " could not be read from the jar", e);
        }
    }

    /**
     * The values in a file.
     *
     * @param absent what there is where the file isn't
     * @throws IOException if the file can't be read, or holds something else; the message names it
     */
    public T read(Path file, T absent) throws IOException {
        if (!Files.exists(file)) {
            return absent;
        }
        try {
            return RecordJson.read(Files.readString(file), type);
        } catch (InvalidJsonException e) {
            throw new InvalidFileException(file, e);
        }
    }

    /**
     * Writes a file anew, for people to read too.
     *
     * @throws IOException if it can't be written; then what was there before still is
     */
    public void write(Path file, T values) throws IOException {
        AtomicFile.write(file, RecordJson.writeIndented(values).getBytes(UTF_8));
    }
}
