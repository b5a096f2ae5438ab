package org.scratchcnn.benchmarks.gate.revision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.scratchcnn.benchmarks.process.ChildProcess;

/**
 * A folder that is removed when it is closed, and at the latest when this program ends, once the processes are gone that
 * may still write there.
 */
public final class TemporaryFolder implements AutoCloseable {

    private final Path path;
    private final Thread atExit = new Thread(this::removeAtExit, "remove temporary folder");

    private TemporaryFolder(Path path) {
        this.path = path;
    }

    /** A new folder, still empty. */
    public static TemporaryFolder create() throws IOException {
        var folder = new TemporaryFolder(Files.createTempDirectory("scratch-cnn-gate-"));
        Runtime.getRuntime().addShutdownHook(folder.atExit);
        return folder;
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        remove();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException _) {
            // This program is ending already.
        }
    }

    private void removeAtExit() {
        ChildProcess.endAll();
        remove();
    }

    private synchronized void remove() {
        if (!Files.exists(path)) {
            return;
        }
        try (var paths = Files.walk(path)) {
            for (var file : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println(path + " could not be removed: " + e.getMessage());
        }
    }
}
