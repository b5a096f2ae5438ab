package org.scratchcnn.benchmarks.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.scratchcnn.worker.record.ComparisonRecord.Revision;

/** Runs git in a folder. */
public record Git(String program, Path folder, Duration limit) {

    /** The git that is installed, in this folder. */
    public Git(Path folder) {
        // Many times what anything that git is asked here should take.
        this("git", folder, Duration.ofMinutes(2));
    }

    /**
     * Runs one command of git's, and returns the lines of its standard output.
     *
     * @param arguments the command's name first
     * @throws IOException if it can't be run, does not end in time, or fails; the message then has all that it said
     */
    public List<String> run(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(program, "-C", folder.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        // Its messages are read here, so they are to be in one language.
        builder.environment().put("LC_ALL", "C");
        try (var git = ChildProcess.start(builder)) {
            git.closeInput();
            var lines = new ArrayList<String>();
            var _ = git.read(
                    line -> {
                        lines.add(line);
                        return Optional.empty();
                    },
                    limit);
            if (git.exitCode(limit) != 0) {
                throw new IOException(String.join(" ", git.lastErrors())
                        .replaceAll("\\s+", " ")
                        .strip());
            }
            return lines;
        } catch (TimeoutException _) {
            throw new IOException("git " + arguments[0] + " did not end within " + limit.toSeconds() + " s");
        }
    }

    /** The folder's commit and whether files differ from it; {@code unknown} where there is no checkout, no git or no answer. */
    public Revision revision() {
        try {
            var commit = run("rev-parse", "HEAD").getLast();
            return new Revision(commit, !run("status", "--porcelain").isEmpty());
        } catch (IOException _) {
            return new Revision("unknown", false);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Revision("unknown", false);
        }
    }
}
