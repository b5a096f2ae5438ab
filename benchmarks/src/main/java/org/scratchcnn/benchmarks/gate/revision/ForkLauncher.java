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
import org.scratchcnn.benchmarks.process.ChildProcess;

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

    /**
     * A launcher of forks.
     *
     * @param classPath of the revision
     * @param moreFlags of the forks' JVMs
     */
    public ForkLauncher(String classPath, List<String> moreFlags) {
        this.classPath = classPath;
        this.moreFlags = List.copyOf(moreFlags);
    }

    @Override
    public Fork start(ForkRequest request, Duration limit) throws Fork.ForkException, InterruptedException {
        ChildProcess process;
        try {
            process = ChildProcess.start(new ProcessBuilder(command(request)));
        } catch (IOException e) {
            throw new Fork.ForkException("its process can't be started: " + e.getMessage());
        }
        return new ForkProcess(process, limit);
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
