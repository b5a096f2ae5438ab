package org.scratchcnn.benchmarks.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Runs git in a folder. */
public final class Git {

    private final String program;
    private final Path folder;
    private final Duration limit;

    /** The git that is installed, in this folder. */
    public Git(Path folder) {
        // Many times what anything that git is asked here should take.
        this("git", folder, Duration.ofMinutes(2));
    }

    Git(String program, Path folder, Duration limit) {
        this.program = program;
        this.folder = folder;
        this.limit = limit;
    }

    /** Git ended with an exit code other than 0; the message has all that it said, in one line. */
    public static final class FailedException extends IOException {
        private static final long serialVersionUID = 1L;

        FailedException(String message) {
            super(message);
        }
    }

    /**
     * Runs one command of git's, and returns the lines of its standard output.
     *
     * @param arguments the command's name first
     * @throws FailedException if its exit code is not 0
     * @throws IOException if it can't be run, or does not end in time
     */
    public List<String> run(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(program, "-C", folder.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        // Its messages are read here, so they are to be in one language.
        builder.environment().put("LC_ALL", "C");
        try (var git = ChildProcess.start(builder)) {
            git.closeInput();
            var deadline = new Deadline(limit);
            var lines = new ArrayList<String>();
            for (var line = git.readLine(deadline); line != null; line = git.readLine(deadline)) {
                lines.add(line);
            }
            if (git.exitCode(deadline) != 0) {
                throw new FailedException(String.join(" ", git.lastErrors())
                        .replaceAll("\\s+", " ")
                        .strip());
            }
            return lines;
        } catch (TimeoutException _) {
            throw new IOException("git " + arguments[0] + " did not end within " + limit.toSeconds() + " s");
        }
    }
}
