package org.scratchcnn.benchmarks.gate;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.scratchcnn.benchmarks.gate.fork.ForkMessage;
import org.scratchcnn.benchmarks.gate.fork.ForkRequest;
import org.scratchcnn.benchmarks.gate.fork.GateFork;
import org.scratchcnn.benchmarks.process.ChildProcess;
import org.scratchcnn.benchmarks.process.Deadline;

/**
 * A fork in its process. All revisions get the same JDK, the same flags and the same measuring code; what is measured comes
 * from the revision's own class path.
 */
final class ForkProcess implements Fork {

    /** The flags of every fork's JVM. */
    static final List<String> FLAGS = List.of(
            "--add-modules",
            "jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-Xms1g",
            "-Xmx1g",
            "-Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0");

    private final ChildProcess process;
    private final ForkMessage.Ready ready;

    private ForkProcess(ChildProcess process, Duration longestWait) throws ForkException, InterruptedException {
        this.process = process;
        boolean warm = false;
        try {
            ready = next(ForkMessage.Ready.class, longestWait);
            warm = true;
        } finally {
            if (!warm) {
                close();
            }
        }
    }

    /**
     * Starts forks of the revision that has this class path.
     *
     * @param moreFlags of the forks' JVMs
     */
    static Starter starter(String classPath, String... moreFlags) {
        return (request, longestWait) -> {
            ChildProcess process;
            try {
                process = ChildProcess.start(new ProcessBuilder(command(classPath, List.of(moreFlags), request)));
            } catch (IOException e) {
                throw new ForkException("its process can't be started: " + e.getMessage());
            }
            return new ForkProcess(process, longestWait);
        };
    }

    private static List<String> command(String classPath, List<String> moreFlags, ForkRequest request) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(moreFlags);
        command.addAll(List.of("-classpath", stopwatch() + File.pathSeparator + classPath, GateFork.class.getName()));
        command.addAll(request.arguments());
        return command;
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

    private <T extends ForkMessage> T next(Class<T> type, Duration longestWait)
            throws ForkException, InterruptedException {
        var deadline = new Deadline(longestWait);
        try {
            for (var line = process.readLine(deadline); line != null; line = process.readLine(deadline)) {
                var message = ForkMessage.parse(line);
                if (message.isPresent()) {
                    return type.cast(message.get());
                }
            }
            int exitCode = process.exitCode(deadline);
            var errors = process.lastErrors();
            throw new ForkException(
                    "exit code " + exitCode + ", " + (errors.isEmpty() ? "nothing said" : errors.getLast()));
        } catch (IllegalArgumentException | ClassCastException e) {
            throw new ForkException("it said what can't be read: " + e.getMessage());
        } catch (TimeoutException _) {
            throw new ForkException("it brought no message for " + longestWait.toSeconds() + " s");
        }
    }

    @Override
    public ForkMessage.Ready ready() {
        return ready;
    }

    @Override
    public ForkMessage.Block block(Duration longestWait) throws ForkException, InterruptedException {
        process.write("");
        return next(ForkMessage.Block.class, longestWait);
    }

    @Override
    public void close() {
        process.close();
    }
}
