package org.scratchcnn.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Run by the build, with the JDK and the class path that it chose, to note both down for {@code ./cnn}: the first line
 * is the Java home, the second the class path.
 */
final class LaunchFile {
    private LaunchFile() {}

    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[0]);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, List.of(System.getProperty("java.home"), System.getProperty("java.class.path")));
    }
}
