package org.scratchcnn.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Run by the build in every module that is launched, with the JDK and the class path that it chose, to note both down in
 * {@code target/launch}: the first line is the Java home, the second the class path. {@code ./cnn} and the harness that
 * launches engines read it.
 */
public final class LaunchFile {
    private LaunchFile() {}

    /** Writes the file that the only argument names. */
    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[0]).toAbsolutePath();
        Files.createDirectories(file.getParent());
        Files.write(file, List.of(System.getProperty("java.home"), System.getProperty("java.class.path")));
    }
}
