package org.scratchcnn.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import org.scratchcnn.file.AtomicFile;

/**
 * Run by the build in every module that is launched, with the JDK and the class path that it chose, to note both down in
 * {@code target/launch}: the first line is the Java home, the second the class path. {@code ./cnn} and the harness that
 * launches engines read it.
 */
public final class LaunchFile {
    private LaunchFile() {}

    /** Writes the file that the only argument names. */
    public static void main(String[] args) throws IOException {
        var lines = System.getProperty("java.home") + "\n" + System.getProperty("java.class.path") + "\n";
        AtomicFile.write(Path.of(args[0]), lines.getBytes(UTF_8));
    }
}
