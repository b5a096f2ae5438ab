package org.scratchcnn.gate.revision;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A folder that git looks after. */
public final class GitCheckout {

    private static final int PATIENCE_SECONDS = 60;

    private final Path folder;

    private GitCheckout(Path folder) {
        this.folder = folder;
    }

    /** A commit. */
    public record Commit(String hash, String subject) {

        /** As people write it. */
        public String abbreviated() {
            return hash.substring(0, Math.min(10, hash.length()));
        }
    }

    /**
     * The checkout of the project.
     *
     * @throws RevisionException if the folder is none, or if there is no git
     */
    public static GitCheckout at(Path folder) throws RevisionException {
        var checkout = new GitCheckout(folder);
        var answer = checkout.git("rev-parse", "--git-dir");
        if (answer.exitCode() != 0) {
            throw new RevisionException(
                    "%s is not a git checkout, so there are no revisions to compare: run the gate in a clone (%s)"
                            .formatted(folder, answer.lastLine()));
        }
        return checkout;
    }

    /**
     * The commit that a branch, a tag, a hash or an expression such as {@code HEAD~1} stands for.
     *
     * @throws RevisionException if there is none
     */
    public Commit commit(String revision) throws RevisionException {
        var hash = git("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}");
        if (hash.exitCode() != 0) {
            throw new RevisionException(
                    "There is no revision \"%s\" here: name a branch, a tag or a commit that \"git log\" knows; a shallow clone may have to fetch it first"
                            .formatted(revision));
        }
        var commit = hash.lastLine();
        return new Commit(commit, git("log", "-1", "--format=%s", commit).lastLine());
    }

    /** How many files differ from the last commit, new ones included. */
    public long changedFiles() throws RevisionException {
        return git("status", "--porcelain").output().size();
    }

    /**
     * Checks a commit out into a folder of its own that does not exist yet.
     *
     * @throws RevisionException if it can't be
     */
    void addWorktree(Path worktree, Commit commit) throws RevisionException {
        var answer = git("worktree", "add", "--detach", "--force", worktree.toString(), commit.hash());
        if (answer.exitCode() != 0) {
            throw new RevisionException(
                    "%s can't be checked out: %s".formatted(commit.abbreviated(), answer.lastLine()));
        }
    }

    /** Forgets worktrees whose folders are gone. */
    void pruneWorktrees() throws RevisionException {
        git("worktree", "prune");
    }

    /** What git answered, both streams together. */
    private record Answer(int exitCode, List<String> output) {

        String lastLine() {
            return output.isEmpty() ? "git said nothing" : output.getLast();
        }
    }

    private Answer git(String... arguments) throws RevisionException {
        var command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new RevisionException("git %s did not end".formatted(arguments[0]));
            }
            return new Answer(process.exitValue(), output.lines().toList());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RevisionException("git %s was interrupted".formatted(arguments[0]));
        } catch (RevisionException e) {
            throw e;
        } catch (IOException e) {
            throw new RevisionException("git can't be run: %s".formatted(e.getMessage()));
        }
    }
}
