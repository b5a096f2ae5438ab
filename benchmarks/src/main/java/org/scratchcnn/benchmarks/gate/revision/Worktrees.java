package org.scratchcnn.benchmarks.gate.revision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicBoolean;
import org.scratchcnn.benchmarks.gate.revision.GitCheckout.Commit;

/**
 * A temporary folder with checkouts of commits in it. {@link #close} removes all of it, and so does the end of this JVM,
 * whatever brings it about; processes that may still write there are ended before.
 */
public final class Worktrees implements AutoCloseable {

    private final GitCheckout checkout;
    private final ChildProcesses processes;
    private final Path folder;
    private final Thread atExit = new Thread(this::remove, "remove worktrees");
    private final AtomicBoolean removed = new AtomicBoolean();

    private Worktrees(GitCheckout checkout, ChildProcesses processes, Path folder) {
        this.checkout = checkout;
        this.processes = processes;
        this.folder = folder;
    }

    /** A new folder, still empty. */
    public static Worktrees create(GitCheckout checkout, ChildProcesses processes) throws IOException {
        // Git remembers worktrees whose folders are gone. What a killed gate left is removed with all temporary files.
        checkout.pruneWorktrees();
        var worktrees = new Worktrees(checkout, processes, Files.createTempDirectory("scratch-cnn-gate-"));
        Runtime.getRuntime().addShutdownHook(worktrees.atExit);
        return worktrees;
    }

    /**
     * Checks out a commit.
     *
     * @param name of its folder
     * @throws RevisionException if it can't be
     */
    public Path add(String name, Commit commit) throws RevisionException {
        var worktree = folder.resolve(name);
        checkout.addWorktree(worktree, commit);
        return worktree;
    }

    @Override
    public void close() {
        remove();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException _) {
            // The JVM is ending already.
        }
    }

    private void remove() {
        if (!removed.compareAndSet(false, true)) {
            return;
        }
        processes.endAll();
        try {
            delete();
        } catch (IOException | UncheckedIOException e) {
            System.err.println("%s could not be removed: %s".formatted(folder, e.getMessage()));
        } finally {
            prune();
        }
    }

    private void prune() {
        try {
            checkout.pruneWorktrees();
        } catch (RevisionException e) {
            System.err.println("git may still list worktrees in %s: %s".formatted(folder, e.getMessage()));
        }
    }

    /** Tried twice: what a process wrote as it died may have come between. */
    private void delete() throws IOException {
        try {
            deleteAll();
        } catch (IOException | UncheckedIOException _) {
            deleteAll();
        }
    }

    private void deleteAll() throws IOException {
        try (var paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.deleteIfExists(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
