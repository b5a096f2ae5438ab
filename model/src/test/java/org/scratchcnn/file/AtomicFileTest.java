package org.scratchcnn.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    private Path folder = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("comparison.json");
    }

    @Test
    void keepsTheOldFileWhenWritingFails() throws IOException {
        AtomicFile.write(file, "before".getBytes(UTF_8));

        assertThatThrownBy(() -> AtomicFile.write(file, _ -> {
                    throw new IOException("disk full");
                }))
                .hasMessage("%s could not be written, and what was there before still is: disk full", file);

        assertThat(file).hasContent("before");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    /** Whoever runs the tests may have every permission. */
    @Test
    void namesTheFileAndTheFolderWhereThereIsNoPermission() {
        assertThatThrownBy(() -> AtomicFile.write(file, _ -> {
                    throw new AccessDeniedException(file + ".0123.tmp");
                }))
                .hasMessage(
                        "%s could not be written, and what was there before still is: there is no permission to write into its folder",
                        file);
    }

    @Test
    void namesTheFileWhereSomethingElseIsInTheWay() throws IOException {
        var inTheWay = folder.resolve("a file");
        Files.writeString(inTheWay, "");
        var below = inTheWay.resolve("comparison.json");

        assertThatThrownBy(() -> AtomicFile.write(below, new byte[0]))
                .hasMessage(
                        "%s could not be written, and what was there before still is: %s is no folder",
                        below, inTheWay);
        assertThatThrownBy(() -> AtomicFile.write(folder, new byte[0]))
                .hasMessageStartingWith(folder + " could not be written, and what was there before still is: ")
                .hasMessageNotContaining(".tmp");
    }
}
