package org.scratchcnn.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.benchmarks.harness.MachineProbe;
import org.scratchcnn.gate.result.GateFiles;
import org.scratchcnn.gate.result.GateResult;
import org.scratchcnn.gate.revision.ChildProcesses;
import org.scratchcnn.gate.revision.ForkLauncher;
import org.scratchcnn.gate.revision.GitCheckout;
import org.scratchcnn.gate.revision.RevisionBuild;
import org.scratchcnn.gate.revision.RevisionException;
import org.scratchcnn.gate.revision.Worktrees;
import org.scratchcnn.gate.rule.NumericsLock;
import org.scratchcnn.worker.RunningJvm;

/** {@code ./cnn gate}: from the names of two revisions to the files with the verdict. */
public final class GateRun {

    /** Beside its blocks a pair starts two JVMs and sessions, and reads the ruler. */
    private static final Duration OVERHEAD = Duration.ofSeconds(3);

    private final Settings settings;
    private final Gate gate;
    private final GateListener listener;

    /**
     * What a user can choose.
     *
     * @param command that was typed, for the record
     * @param home the project's top folder
     * @param base revision that the head is held against, as git names it
     * @param head revision that is to pass, as git names it
     * @param threads of each fork
     * @param out folder for the files
     */
    public record Settings(String command, Path home, String base, String head, GateSet set, int threads, Path out) {}

    GateRun(Settings settings, Gate gate, GateListener listener) {
        this.settings = settings;
        this.gate = gate;
        this.listener = listener;
    }

    /** The gate as it is. */
    public GateRun(Settings settings, GateListener listener) {
        this(settings, new Gate(settings.threads(), listener), listener);
    }

    /**
     * Builds both revisions, compares them and writes the files. Nothing else is left behind.
     *
     * @throws RevisionException if a revision is unknown or does not build
     * @throws IOException if files can't be written
     * @throws InterruptedException if the gate is to end at once
     */
    public GateResult run() throws IOException, InterruptedException {
        var checkout = GitCheckout.at(settings.home());
        var base = checkout.commit(settings.base());
        var head = checkout.commit(settings.head());
        var warning = warning(checkout);
        if (warning != null) {
            listener.say(warning);
        }
        listener.say(estimate());
        var processes = new ChildProcesses();
        try (var worktrees = Worktrees.create(checkout, processes)) {
            var build = new RevisionBuild(processes);
            var logs = settings.out().resolve("logs");
            listener.say("Building the base, %s (%s)".formatted(base.abbreviated(), base.subject()));
            var baseClassPath = build.build(base, worktrees.add("base", base), logs.resolve("build-base.log"));
            listener.say("Building the head, %s (%s)".formatted(head.abbreviated(), head.subject()));
            var headFolder = worktrees.add("head", head);
            var lock = lock(headFolder);
            var headClassPath = build.build(head, headFolder, logs.resolve("build-head.log"));
            var benchmarks = gate.compare(
                    settings.set(),
                    new ForkLauncher(baseClassPath, List.of(), processes),
                    new ForkLauncher(headClassPath, List.of(), processes),
                    lock);
            var result = new GateResult(
                    GateResult.SCHEMA_VERSION,
                    Instant.now(),
                    settings.command(),
                    settings.set().title(),
                    base,
                    head,
                    MachineProbe.read(),
                    RunningJvm.facts(),
                    settings.threads(),
                    gate.plan(),
                    gate.rules(),
                    warning,
                    benchmarks);
            GateFiles.write(result, settings.out());
            return result;
        }
    }

    private @Nullable String warning(GitCheckout checkout) throws RevisionException {
        long changed = checkout.changedFiles();
        return changed == 0
                ? null
                : "Only committed code is measured: %d changed or new files of this checkout are not part of it"
                        .formatted(changed);
    }

    private String estimate() {
        var rules = gate.rules();
        long pair = gate.plan().milliseconds() + OVERHEAD.toMillis();
        long round = pair * settings.set().benchmarks().size();
        return "%d benchmarks, %d pairs of forks: about %d minutes, up to %d where pairs have to be added; before that two builds"
                .formatted(
                        settings.set().benchmarks().size(),
                        rules.pairs(),
                        minutes(round * rules.pairs()),
                        minutes(round * rules.mostPairs()));
    }

    private static long minutes(long milliseconds) {
        return Math.max(1, Math.round(milliseconds / 60_000.0));
    }

    private static @Nullable NumericsLock lock(Path headFolder) throws IOException {
        var file = headFolder.resolve(NumericsLock.FILE);
        try {
            return Files.exists(file) ? NumericsLock.parse(Files.readString(file)) : null;
        } catch (IllegalArgumentException e) {
            throw new RevisionException(String.valueOf(e.getMessage()));
        }
    }
}
