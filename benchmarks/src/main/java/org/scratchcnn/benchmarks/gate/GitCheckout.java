package org.scratchcnn.benchmarks.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.scratchcnn.benchmarks.process.Git;

/** The project's clone, whose commits are compared. */
final class GitCheckout {

    private final Path folder;
    private final Git git;

    GitCheckout(Path folder) {
        this.folder = folder;
        git = new Git(folder);
    }

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
     * @throws IOException if git finds none, or refuses to read the folder; the message has git's reason
     */
    Commit commit(String revision) throws IOException, InterruptedException {
        try {
            var hash = git.run("rev-parse", "--verify", "--end-of-options", revision + "^{commit}")
                    .getLast();
            return new Commit(hash, git.run("log", "-1", "--format=%s", hash).getLast());
        } catch (IOException e) {
            throw new IOException("git finds no revision \"" + revision + "\" in " + folder + ": " + e.getMessage(), e);
        }
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
