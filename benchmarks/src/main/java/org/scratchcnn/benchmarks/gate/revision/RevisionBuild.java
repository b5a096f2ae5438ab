package org.scratchcnn.benchmarks.gate.revision;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.scratchcnn.benchmarks.gate.revision.GitCheckout.Commit;

/** Builds a revision as its own build says, without its tests. */
public final class RevisionBuild {

    /** The command line's module stands on all that is measured, and its build notes the class path down. */
    private static final List<String> COMMAND =
            List.of("./mvnw", "-B", "-q", "-ntp", "-pl", "cli", "-am", "-DskipTests", "process-classes");

    private static final Path LAUNCH = Path.of("cli", "target", "launch");

    private final ChildProcesses processes;

    public RevisionBuild(ChildProcesses processes) {
        this.processes = processes;
    }

    /**
     * Builds what is checked out in a folder.
     *
     * @param time for it
     * @param log gets what the build prints
     * @return the class path of everything that the revision consists of
     * @throws RevisionException if it does not build in time
     * @throws InterruptedException if the gate is to end
     */
    public String build(Commit commit, Path worktree, Duration time, Path log)
            throws IOException, InterruptedException {
        if (!Files.exists(worktree.resolve("mvnw"))) {
            throw new RevisionException("%s has no ./mvnw, so it can't be built".formatted(commit.abbreviated()));
        }
        Files.createDirectories(log.toAbsolutePath().getParent());
        var process = processes.start(new ProcessBuilder(COMMAND)
                .directory(worktree.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile()));
        try {
            process.getOutputStream().close();
            if (!process.waitFor(time)) {
                throw new RevisionException(
                        "The build of %s did not end within the %d minutes that were left for it; %s says more, and --minutes gives more"
                                .formatted(commit.abbreviated(), Math.max(0, time.toMinutes()), log));
            }
        } finally {
            processes.end(process);
        }
        if (processes.ended()) {
            throw new InterruptedException();
        }
        if (process.exitValue() != 0) {
            throw new RevisionException("%s (%s) does not build: %s; %s says more"
                    .formatted(commit.abbreviated(), commit.subject(), firstError(log), log));
        }
        var launch = worktree.resolve(LAUNCH);
        if (!Files.exists(launch)) {
            throw new RevisionException("The build of %s does not write %s, so it is too old to be measured"
                    .formatted(commit.abbreviated(), LAUNCH));
        }
        return Files.readAllLines(launch).get(1);
    }

    private static String firstError(Path log) throws IOException {
        // Decoded leniently: compilers may print in the encoding of the machine.
        return new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("[ERROR]"))
                .findFirst()
                .map(line -> line.substring("[ERROR]".length()).strip())
                .orElse("it says no error");
    }
}
