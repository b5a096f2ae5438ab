package org.scratchcnn.reports.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file under a temporary name and moves it into place, so that nobody ever sees half of it. */
public final class WholeFile {

    /** Writes a file's content. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream output) throws IOException;
    }

    private WholeFile() {}

    /**
     * Writes {@code file}, replacing one that is there only once the new content is complete.
     *
     * @throws IOException if it can't be written; then what was there before still is
     */
    public static void write(Path file, Content content) throws IOException {
        var temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            try (var output = new BufferedOutputStream(Files.newOutputStream(temporary))) {
                content.writeTo(output);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
