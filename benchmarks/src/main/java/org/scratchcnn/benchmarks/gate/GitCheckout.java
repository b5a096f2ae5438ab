package org.scratchcnn.benchmarks.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.scratchcnn.benchmarks.process.Git;

/** The project's clone, whose commits are compared. */
final class GitCheckout {

    private final Git git;

    private GitCheckout(Git git) {
        this.git = git;
    }

    /** A commit. */
    record Commit(String hash, String subject) {

        /** As people read it. */
        String title() {
            return hash.substring(0, Math.min(10, hash.length())) + " (" + subject + ")";
        }
    }

    /**
     * The clone in this folder.
     *
     * @throws IOException if git can't be run or refuses to read the folder
     */
    static GitCheckout at(Path folder) throws IOException, InterruptedException {
        var git = new Git(folder);
        try {
            var _ = git.run("rev-parse", "--git-dir");
            return new GitCheckout(git);
        } catch (Git.FailedException e) {
            throw new IOException(
                    "git can't read " + folder + ", which must be a clone of the project: " + e.getMessage(), e);
        }
    }

    /**
     * The commit that a branch, a tag, a hash or an expression such as {@code HEAD~1} stands for.
     *
     * @throws IOException if there is none
     */
    Commit commit(String revision) throws IOException, InterruptedException {
        String hash;
        try {
            hash = git.run("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}")
                    .getLast();
        } catch (Git.FailedException e) {
            throw new IOException(
                    "There is no revision \"" + revision
                            + "\" here: name a branch, a tag or a commit that \"git log\" knows; a shallow clone may have to fetch it first",
                    e);
        }
        return new Commit(hash, git.run("log", "-1", "--format=%s", hash).getLast());
    }

    /** How many files differ from the last commit, new ones included. */
    int changedFiles() throws IOException, InterruptedException {
        return git.run("status", "--porcelain").size();
    }

    /** Checks a commit out into a folder, in place of what was there: a clone that shares this one's objects. */
    void checkOut(Commit commit, Path folder) throws IOException, InterruptedException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        var _ = git.run("clone", "--quiet", "--shared", "--no-checkout", ".", folder.toString());
        var _ = new Git(folder).run("checkout", "--quiet", "--detach", commit.hash());
    }
}
