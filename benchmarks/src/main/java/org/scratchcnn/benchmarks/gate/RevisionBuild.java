package org.scratchcnn.benchmarks.gate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.scratchcnn.benchmarks.gate.GitCheckout.Commit;
import org.scratchcnn.benchmarks.process.ChildProcess;
import org.scratchcnn.benchmarks.process.Deadline;

/** Builds a revision as its own build says, without its tests. */
final class RevisionBuild {

    /** The command line's module stands on all that is measured, and its build notes the class path down. */
    private static final List<String> COMMAND =
            List.of("./mvnw", "-B", "-q", "-ntp", "-pl", "cli", "-am", "-DskipTests", "process-classes");

    private static final String ERROR = "[ERROR]";

    private RevisionBuild() {}

    /**
     * Builds what is checked out in a folder.
     *
     * @param time for it
     * @param log gets what the build prints
     * @return the class path of everything that the revision consists of
     * @throws IOException if it does not build in time; the message names the first error
     */
    static String build(Commit commit, Path folder, Duration time, Path log) throws IOException, InterruptedException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        var builder = new ProcessBuilder(COMMAND)
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
        return Files.readAllLines(folder.resolve("cli/target/launch")).get(1);
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
