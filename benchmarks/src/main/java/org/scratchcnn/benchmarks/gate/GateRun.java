package org.scratchcnn.benchmarks.gate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.function.Function;
import org.scratchcnn.benchmarks.gate.ForkPairs.Revision;
import org.scratchcnn.benchmarks.gate.RevisionBuild.Commit;
import org.scratchcnn.benchmarks.process.Git;
import org.scratchcnn.file.AtomicFile;
import org.scratchcnn.json.RecordJson;

/**
 * {@code ./cnn gate}: from the names of two revisions to the files with the verdict.
 *
 * @param command that was typed, for the record
 * @param home the project's top folder
 * @param base revision that the head is compared with, as git names it
 * @param head revision that is to pass, as git names it
 * @param time for everything, builds included; what is open then stays so
 * @param out folder for the files
 * @param forks of the revision that has a class path
 */
public record GateRun(
        String command,
        Path home,
        String base,
        String head,
        GateSet set,
        Duration time,
        Path out,
        Gate gate,
        Function<String, Fork.Starter> forks) {

    /** About what the two builds take on two cores. */
    private static final Duration BUILDS = Duration.ofMinutes(1);

    /**
     * Builds both revisions in {@code target/gate-revisions}, compares them and writes the files. Files of an earlier run
     * are removed, also where this one fails.
     *
     * @throws IOException if a revision is unknown, does not build in time, or files can't be written
     * @throws InterruptedException if the gate is to end at once
     */
    public GateResult run() throws IOException, InterruptedException {
        var limit = gate.limit(time);
        var summary = out.resolve("summary.md");
        var record = out.resolve("record.json");
        Files.deleteIfExists(summary);
        Files.deleteIfExists(record);
        var baseCommit = RevisionBuild.commit(home, base);
        var headCommit = RevisionBuild.commit(home, head);
        var remarks = new ArrayList<String>();
        int changed = new Git(home).run("status", "--porcelain").size();
        if (changed > 0) {
            remarks.add("Only committed code is measured: " + changed
                    + " changed or new files of this checkout are not part of it");
        }
        remarks.forEach(gate.listener());
        gate.listener().accept(estimate());
        var baseBuilt = built("base", baseCommit, limit);
        var headBuilt = built("head", headCommit, limit);
        gate.listener().accept("Both are built; minutes left: " + limit.left().toMinutes());
        if (!baseBuilt.lock().equals(NumericsLock.EMPTY) && !baseBuilt.lock().equals(headBuilt.lock())) {
            remarks.add(NumericsLock.FILE + " differs from the base's: the numbers changed on purpose");
        }
        var benchmarks = gate.compare(set, baseBuilt, headBuilt, limit);
        var result =
                new GateResult(command, baseCommit, headCommit, gate.conditions(), gate.rules(), remarks, benchmarks);
        AtomicFile.write(record, RecordJson.writeIndented(result).getBytes(StandardCharsets.UTF_8));
        AtomicFile.write(summary, result.markdown().getBytes(StandardCharsets.UTF_8));
        return result;
    }

    private Revision built(String side, Commit commit, Gate.TimeLimit limit) throws IOException, InterruptedException {
        gate.listener().accept("Building the " + side + ", " + commit.title());
        var folder = home.resolve("target", "gate-revisions", side);
        var log = out.resolve("build-" + side + ".log");
        var classPath = RevisionBuild.build(home, commit, folder, limit.left(), log);
        return new Revision(side, NumericsLock.read(folder), forks.apply(classPath));
    }

    private String estimate() {
        int benchmarks = set.benchmarks().size();
        int pairs = gate.rules().pairs();
        var usual = ForkPairs.USUAL_TIME.multipliedBy((long) benchmarks * pairs).plus(BUILDS);
        return "Two builds, then " + pairs + " pairs of each of " + benchmarks + " benchmarks: about "
                + usual.toMinutes() + " minutes where the machine is quiet, at most "
                + time.toMinutes() + " (--minutes)";
    }
}
