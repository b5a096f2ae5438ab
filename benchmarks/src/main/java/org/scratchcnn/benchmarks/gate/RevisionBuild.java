package org.scratchcnn.benchmarks.gate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.scratchcnn.benchmarks.gate.GitCheckout.Commit;
import org.scratchcnn.benchmarks.process.ChildProcess;
import org.scratchcnn.benchmarks.process.Deadline;

/** Builds the library of a revision as its own build says: forks need no more, since it needs the JDK alone. */
final class RevisionBuild {

    private static final String ERROR = "[ERROR]";

    private RevisionBuild() {}

    /**
     * Builds what is checked out in a folder.
     *
     * @param time for it
     * @param log gets what the build prints
     * @return the class path of the library
     * @throws IOException if it does not build in time; the message names the first error
     */
    static String build(Commit commit, Path folder, Duration time, Path log) throws IOException, InterruptedException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        var builder = new ProcessBuilder("./mvnw", "-B", "-q", "-ntp", "-pl", "scratch-cnn", "process-classes")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        try (var process = ChildProcess.start(builder)) {
            process.closeInput();
            if (process.exitCode(new Deadline(time)) != 0) {
                throw new IOException(
                        commit.title() + " does not build: " + firstError(log) + "; " + log + " says more");
            }
        } catch (TimeoutException _) {
            throw new IOException("The build of " + commit.title() + " did not end in the time that was left for it; "
                    + log + " says more, and --minutes gives more");
        }
        return folder.resolve("scratch-cnn/target/classes").toString();
    }

    private static String firstError(Path log) throws IOException {
        // Decoded leniently: compilers may print in the encoding of the machine.
        return new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith(ERROR))
                .findFirst()
                .map(line -> line.substring(ERROR.length()).strip())
                .orElse("it says no error");
    }
}
