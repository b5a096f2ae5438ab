package org.scratchcnn.benchmarks.gate.revision;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.scratchcnn.benchmarks.gate.fork.ForkRequest;
import org.scratchcnn.benchmarks.gate.fork.GateFork;

/**
 * Starts forks of one revision as processes. All revisions get the same JDK, the same flags and the same measuring code;
 * what is measured comes from the revision's own class path.
 */
public final class ForkLauncher implements Fork.Starter {

    /** The flags of every fork's JVM. */
    public static final List<String> FLAGS = List.of(
            "--add-modules",
            "jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-Xms1g",
            "-Xmx1g",
            "-Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0");

    private final String classPath;
    private final List<String> moreFlags;
    private final ChildProcesses processes;

    /**
     * A launcher of forks.
     *
     * @param classPath of the revision
     * @param moreFlags of the forks' JVMs
     */
    public ForkLauncher(String classPath, List<String> moreFlags, ChildProcesses processes) {
        this.classPath = classPath;
        this.moreFlags = List.copyOf(moreFlags);
        this.processes = processes;
    }

    @Override
    public Fork start(ForkRequest request, Duration patience) throws Fork.ForkException, InterruptedException {
        try {
            return new ForkProcess(processes.start(new ProcessBuilder(command(request))), processes, patience);
        } catch (IOException e) {
            if (processes.ended()) {
                throw new InterruptedException();
            }
            throw e instanceof Fork.ForkException known
                    ? known
                    : new Fork.ForkException("its process can't be started: " + e.getMessage());
        }
    }

    private List<String> command(ForkRequest request) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(moreFlags);
        command.addAll(
                List.of("-classpath", measuringCode() + File.pathSeparator + classPath, GateFork.class.getName()));
        command.addAll(request.arguments());
        return command;
    }

    /** Where the fork's own classes are: before the revision's, which may have others of that name. */
    private static Path measuringCode() {
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
}
