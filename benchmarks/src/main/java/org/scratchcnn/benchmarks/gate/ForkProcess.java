package org.scratchcnn.benchmarks.gate;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.scratchcnn.benchmarks.gate.fork.ForkMessage;
import org.scratchcnn.benchmarks.gate.fork.GateFork;
import org.scratchcnn.benchmarks.process.ChildProcess;

/**
 * A fork in its process. All revisions get the same JDK, the same flags and the same measuring code; what is measured comes
 * from the revision's own class path.
 */
public final class ForkProcess implements Fork {

    private static final List<String> FLAGS = List.of(
            "--add-modules",
            "jdk.incubator.vector",
            "-XX:ObjectAlignmentInBytes=64",
            "--enable-native-access=ALL-UNNAMED",
            "-Xms1g",
            "-Xmx1g",
            "-Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0");

    /** Many times what anything that a fork does should take. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    private final ChildProcess process;
    private final ForkMessage.Ready ready;

    private ForkProcess(ChildProcess process) throws IOException, InterruptedException {
        this.process = process;
        try {
            ready = next(ForkMessage.Ready::parse);
        } catch (IOException | InterruptedException e) {
            close();
            throw e;
        }
    }

    /** Starts forks of the revision that has this class path, with more flags of their JVMs. */
    public static Starter starter(String classPath, String... moreFlags) {
        return request -> {
            var command = new ArrayList<String>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(FLAGS);
            command.addAll(List.of(moreFlags));
            command.addAll(
                    List.of("-classpath", stopwatch() + File.pathSeparator + classPath, GateFork.class.getName()));
            command.addAll(request.arguments());
            return new ForkProcess(ChildProcess.start(new ProcessBuilder(command)));
        };
    }

    /** Where the fork's own classes are: before the revision's, which may have others of that name. */
    private static Path stopwatch() {
        try {
            return Path.of(GateFork.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError("The class loader names a place that is none", e);
        }
    }

    private <T> T next(Function<String, T> parse) throws IOException, InterruptedException {
        try {
            var message = process.read(
                    line -> line.startsWith(ForkMessage.MARK) ? Optional.of(parse.apply(line)) : Optional.<T>empty(),
                    LONGEST_WAIT);
            if (message.isPresent()) {
                return message.get();
            }
            int exitCode = process.exitCode(LONGEST_WAIT);
            var errors = process.lastErrors();
            throw new IOException(
                    "exit code " + exitCode + ", " + (errors.isEmpty() ? "nothing said" : errors.getLast()));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException("it said what can't be read: " + e.getMessage(), e);
        } catch (TimeoutException _) {
            throw new IOException("it brought no message for " + LONGEST_WAIT.toSeconds() + " s");
        }
    }

    @Override
    public ForkMessage.Ready ready() {
        return ready;
    }

    @Override
    public ForkMessage.Block block(int milliseconds) throws IOException, InterruptedException {
        process.write(Integer.toString(milliseconds));
        return next(ForkMessage.Block::parse);
    }

    @Override
    public void close() {
        process.close();
    }
}
