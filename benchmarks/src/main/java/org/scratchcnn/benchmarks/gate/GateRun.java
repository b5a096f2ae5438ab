package org.scratchcnn.benchmarks.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.benchmarks.gate.result.GateFiles;
import org.scratchcnn.benchmarks.gate.result.GateResult;
import org.scratchcnn.benchmarks.gate.revision.ForkLauncher;
import org.scratchcnn.benchmarks.gate.revision.GitCheckout;
import org.scratchcnn.benchmarks.gate.revision.RevisionBuild;
import org.scratchcnn.benchmarks.gate.revision.TemporaryFolder;
import org.scratchcnn.benchmarks.gate.rule.NumericsLock;
import org.scratchcnn.benchmarks.gate.rule.NumericsLocks;
import org.scratchcnn.benchmarks.harness.MachineProbe;
import org.scratchcnn.worker.RunningJvm;

/** {@code ./cnn gate}: from the names of two revisions to the files with the verdict. */
public final class GateRun {

    /** About what the two builds of this project take on two cores. */
    private static final Duration BUILDS = Duration.ofMinutes(2);

    private final Settings settings;
    private final Gate gate;
    private final LongSupplier nanoTime;
    private final GateListener listener;

    /**
     * What a user can choose.
     *
     * @param command that was typed, for the record
     * @param home the project's top folder
     * @param base revision that the head is held against, as git names it
     * @param head revision that is to pass, as git names it
     * @param time for everything, builds included; what is open then stays so
     * @param threads of each fork
     * @param out folder for the files
     */
    public record Settings(
            String command, Path home, String base, String head, GateSet set, Duration time, int threads, Path out) {}

    GateRun(Settings settings, Gate gate, LongSupplier nanoTime, GateListener listener) {
        this.settings = settings;
        this.gate = gate;
        this.nanoTime = nanoTime;
        this.listener = listener;
    }

    /** The gate as it is. */
    public GateRun(Settings settings, GateListener listener) {
        this(settings, new Gate(settings.threads(), listener), System::nanoTime, listener);
    }

    /**
     * Builds both revisions, compares them and writes the files. Nothing else is left behind, nor files of an earlier run
     * where this one fails.
     *
     * @throws IOException if a revision is unknown, does not build in time, or files can't be written
     * @throws InterruptedException if the gate is to end at once
     */
    public GateResult run() throws IOException, InterruptedException {
        var limit = new TimeLimit(settings.time(), nanoTime);
        GateFiles.remove(settings.out());
        var checkout = GitCheckout.at(settings.home());
        var base = checkout.commit(settings.base());
        var head = checkout.commit(settings.head());
        var remarks = new ArrayList<String>();
        warning(checkout).ifPresent(remarks::add);
        remarks.forEach(listener::say);
        listener.say(estimate());
        try (var folder = TemporaryFolder.create()) {
            var logs = settings.out().resolve("logs");
            listener.say("Building the base, " + base.abbreviated() + " (" + base.subject() + ")");
            var baseFolder = folder.path().resolve("base");
            checkout.checkOut(base, baseFolder);
            var baseLock = baseLock(baseFolder, remarks);
            var baseClassPath = RevisionBuild.build(base, baseFolder, limit.left(), logs.resolve("build-base.log"));
            listener.say("Building the head, " + head.abbreviated() + " (" + head.subject() + ")");
            var headFolder = folder.path().resolve("head");
            checkout.checkOut(head, headFolder);
            var locks = new NumericsLocks(baseLock, headLock(headFolder));
            if (locks.differ()) {
                remarks.add(NumericsLock.FILE + " differs from the base's: the numbers changed on purpose");
            }
            var headClassPath = RevisionBuild.build(head, headFolder, limit.left(), logs.resolve("build-head.log"));
            listener.say("Both are built; minutes left: " + limit.left().toMinutes());
            var benchmarks = gate.compare(
                    settings.set(),
                    new ForkLauncher(baseClassPath, List.of()),
                    new ForkLauncher(headClassPath, List.of()),
                    locks,
                    limit);
            var result = new GateResult(
                    GateResult.SCHEMA_VERSION,
                    Instant.now(),
                    settings.command(),
                    settings.set().title(),
                    base,
                    head,
                    MachineProbe.read(),
                    RunningJvm.facts(),
                    ForkLauncher.FLAGS,
                    settings.threads(),
                    gate.plan(),
                    gate.rules(),
                    remarks,
                    benchmarks);
            GateFiles.write(result, settings.out());
            return result;
        }
    }

    private static Optional<String> warning(GitCheckout checkout) throws IOException, InterruptedException {
        int changed = checkout.changedFiles();
        return changed == 0
                ? Optional.empty()
                : Optional.of(
                        "Only committed code is measured: %d changed or new files of this checkout are not part of it"
                                .formatted(changed));
    }

    private String estimate() {
        int benchmarks = settings.set().benchmarks().size();
        int pairs = gate.rules().pairs();
        var usual =
                gate.plan().duration().multipliedBy((long) benchmarks * pairs).plus(BUILDS);
        return "Two builds, then %d pairs of forks of each of %d benchmarks: about %d minutes; more where pairs have to be added, taken again or confirmed, but at most %d (--minutes), and what is open then is inconclusive"
                .formatted(
                        pairs,
                        benchmarks,
                        Math.max(1, usual.toMinutes()),
                        settings.time().toMinutes());
    }

    private static @Nullable NumericsLock headLock(Path folder) throws IOException {
        try {
            return lock(folder);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** A base may be from before the lines were as they are now, which is not the head's fault. */
    private static @Nullable NumericsLock baseLock(Path folder, List<String> remarks) throws IOException {
        try {
            return lock(folder);
        } catch (IllegalArgumentException e) {
            remarks.add("The base's lock was not compared with the head's: " + e.getMessage());
            return null;
        }
    }

    private static @Nullable NumericsLock lock(Path folder) throws IOException {
        var file = folder.resolve(NumericsLock.FILE);
        return Files.exists(file) ? NumericsLock.parse(Files.readString(file)) : null;
    }
}
