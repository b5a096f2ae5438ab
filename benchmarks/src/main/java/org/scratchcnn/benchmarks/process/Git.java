package org.scratchcnn.benchmarks.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs git in a folder. */
public final class Git {

    /** Many times what anything that git is asked here should take. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String program;
    private final Path folder;
    private final Duration patience;

    /** The git that is installed, in this folder. */
    public Git(Path folder) {
        this("git", folder, PATIENCE);
    }

    Git(String program, Path folder, Duration patience) {
        this.program = program;
        this.folder = folder;
        this.patience = patience;
    }

    /** Git ended with an exit code other than 0. */
    public static final class FailedException extends IOException {
        private static final long serialVersionUID = 1L;

        private final String complaint;

        FailedException(String command, int exitCode, String complaint) {
            super("git %s ended with exit code %d: %s".formatted(command, exitCode, complaint));
            this.complaint = complaint;
        }

        /** The last line of its standard error. */
        public String complaint() {
            return complaint;
        }
    }

    /**
     * Runs one command of git's.
     *
     * @param arguments the command's name first
     * @return the lines of its standard output
     * @throws FailedException if its exit code is not 0
     * @throws IOException if it can't be run, or does not end in time; then it is ended
     * @throws InterruptedException if the wait for it is interrupted; then it is ended
     */
    public List<String> run(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(program, "-C", folder.toString()));
        command.addAll(List.of(arguments));
        // Files: a pipe is at its end only when all that git has started have closed it, too.
        var output = Files.createTempFile("scratch-cnn-git-", ".out");
        var errors = Files.createTempFile("scratch-cnn-git-", ".err");
        try {
            int exitCode = exitCode(
                    new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile()),
                    arguments[0]);
            if (exitCode != 0) {
                var said = lines(errors);
                throw new FailedException(arguments[0], exitCode, said.isEmpty() ? "git said nothing" : said.getLast());
            }
            return lines(output);
        } finally {
            Files.deleteIfExists(output);
            Files.deleteIfExists(errors);
        }
    }

    private int exitCode(ProcessBuilder builder, String command) throws IOException, InterruptedException {
        var process = start(builder);
        try {
            process.getOutputStream().close();
            if (!process.waitFor(patience)) {
                throw new IOException("git %s did not end within %d s".formatted(command, patience.toSeconds()));
            }
            return process.exitValue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static Process start(ProcessBuilder builder) throws IOException {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new IOException("git can't be run: " + e.getMessage(), e);
        }
    }

    /** Not strictly: names and subjects may hold bytes that are no UTF-8. */
    private static List<String> lines(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }
}
