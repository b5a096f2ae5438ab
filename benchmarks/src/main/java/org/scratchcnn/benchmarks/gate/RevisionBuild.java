package org.scratchcnn.benchmarks.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeoutException;
import org.scratchcnn.benchmarks.process.ChildProcess;
import org.scratchcnn.benchmarks.process.Git;

/** Commits of the project's clone, and their libraries, built as the commits' own builds say. */
final class RevisionBuild {

    private RevisionBuild() {}

    /** A commit. */
    record Commit(String hash, String subject) {

        /** As people read it. */
        String title() {
            return hash.substring(0, Math.min(10, hash.length())) + " (" + subject + ")";
        }
    }

    /**
     * The commit that a branch, a tag, a hash or an expression such as {@code HEAD~1} stands for.
     *
     * @param home the project's top folder
     * @throws IOException if git finds none, or refuses to read the folder; the message has git's reason
     */
    static Commit commit(Path home, String revision) throws IOException, InterruptedException {
        var git = new Git(home);
        try {
            var hash = git.run("rev-parse", "--verify", "--end-of-options", revision + "^{commit}")
                    .getLast();
            return new Commit(hash, git.run("log", "-1", "--format=%s", hash).getLast());
        } catch (IOException e) {
            throw new IOException("git finds no revision \"" + revision + "\" in " + home + ": " + e.getMessage(), e);
        }
    }

    /**
     * Checks a commit out into a folder, in place of what was there, and builds its library: forks need no more.
     *
     * @param time for the build
     * @param log gets what the build prints
     * @return the class path of the library
     * @throws IOException if it does not build in time; the message names the log
     */
    static String build(Path home, Commit commit, Path folder, Duration time, Path log)
            throws IOException, InterruptedException {
        delete(folder);
        // A clone that shares this one's objects.
        var _ = new Git(home).run("clone", "--quiet", "--shared", "--no-checkout", ".", folder.toString());
        var _ = new Git(folder).run("checkout", "--quiet", "--detach", commit.hash());
        Files.createDirectories(log.toAbsolutePath().getParent());
        var builder = new ProcessBuilder("./mvnw", "-B", "-q", "-ntp", "-pl", "scratch-cnn", "process-classes")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        try (var process = ChildProcess.start(builder)) {
            process.closeInput();
            if (process.exitCode(time) != 0) {
                throw new IOException(commit.title() + " does not build; " + log + " says why");
            }
        } catch (TimeoutException _) {
            throw new IOException("The build of " + commit.title() + " did not end in the time that was left for it; "
                    + log + " says more, and --minutes gives more");
        }
        return folder.resolve("scratch-cnn/target/classes").toString();
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
