package org.scratchcnn.benchmarks.gate.revision;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.scratchcnn.benchmarks.process.Git;

/** A folder that git looks after. */
public final class GitCheckout {

    private final Git git;

    private GitCheckout(Git git) {
        this.git = git;
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
        var checkout = new GitCheckout(new Git(folder));
        try {
            var _ = checkout.ask("rev-parse", "--git-dir");
            return checkout;
        } catch (Git.FailedException e) {
            throw new RevisionException(
                    "%s is not a git checkout, so there are no revisions to compare: run the gate in a clone (%s)"
                            .formatted(folder, e.complaint()));
        }
    }

    /**
     * The commit that a branch, a tag, a hash or an expression such as {@code HEAD~1} stands for.
     *
     * @throws RevisionException if there is none
     */
    public Commit commit(String revision) throws RevisionException {
        String hash;
        try {
            hash = ask("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}")
                    .getLast();
        } catch (Git.FailedException _) {
            throw new RevisionException(
                    "There is no revision \"%s\" here: name a branch, a tag or a commit that \"git log\" knows; a shallow clone may have to fetch it first"
                            .formatted(revision));
        }
        return new Commit(hash, demand("log", "-1", "--format=%s", hash).getLast());
    }

    /**
     * How many files differ from the last commit, new ones included.
     *
     * @throws RevisionException if git can't tell
     */
    public long changedFiles() throws RevisionException {
        return demand("status", "--porcelain").size();
    }

    /**
     * Checks a commit out into a folder of its own that does not exist yet.
     *
     * @throws RevisionException if it can't be
     */
    void addWorktree(Path worktree, Commit commit) throws RevisionException {
        try {
            var _ = ask("worktree", "add", "--detach", "--force", worktree.toString(), commit.hash());
        } catch (Git.FailedException e) {
            throw new RevisionException("%s can't be checked out: %s".formatted(commit.abbreviated(), e.complaint()));
        }
    }

    /**
     * Forgets worktrees whose folders are gone.
     *
     * @throws RevisionException if git can't
     */
    void pruneWorktrees() throws RevisionException {
        var _ = demand("worktree", "prune");
    }

    /** What git answers where it must have an answer. */
    private List<String> demand(String... arguments) throws RevisionException {
        try {
            return ask(arguments);
        } catch (Git.FailedException e) {
            throw new RevisionException(String.valueOf(e.getMessage()));
        }
    }

    private List<String> ask(String... arguments) throws RevisionException, Git.FailedException {
        try {
            return git.run(arguments);
        } catch (Git.FailedException e) {
            throw e;
        } catch (IOException e) {
            throw new RevisionException(String.valueOf(e.getMessage()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new RevisionException("git %s was interrupted".formatted(arguments[0]));
        }
    }
}
