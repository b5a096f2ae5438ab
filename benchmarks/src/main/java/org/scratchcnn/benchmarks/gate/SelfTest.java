package org.scratchcnn.benchmarks.gate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.scratchcnn.benchmarks.gate.SelfTestRecord.Comparison;
import org.scratchcnn.benchmarks.process.Git;
import org.scratchcnn.worker.record.AtomicFile;
import org.scratchcnn.worker.record.RecordJson;

/**
 * {@code ./cnn gate self-test}: this version against itself, unchanged and with planted slowdowns, one benchmark of the
 * gate's set after the other, for as long as there is time.
 */
public record SelfTest(Settings settings, Gate gate, Fork.Starter forks) {

    /**
     * What a user can choose.
     *
     * @param command that was typed, for the record
     * @param home the project's top folder
     * @param slowdowns to plant in turn; 0 for none
     * @param time for everything; no comparison begins that might take longer than is left, by the longest so far
     * @param threads of each fork
     * @param file for the record, written after every comparison
     */
    public record Settings(String command, Path home, List<Double> slowdowns, Duration time, int threads, Path file) {}

    /** The self-test as it is, of the version that this code belongs to. */
    public SelfTest(Settings settings, Consumer<String> listener) {
        this(
                settings,
                new Gate(settings.threads(), listener),
                ForkProcess.starter(System.getProperty("java.class.path")));
    }

    /**
     * Compares for as long as there is time, at least once; the last comparison ends when time is out.
     *
     * @throws IOException if the record can't be written
     * @throws InterruptedException if it is to end at once
     */
    public SelfTestRecord run() throws IOException, InterruptedException {
        var limit = gate.limit(settings.time());
        var commit = new Git(settings.home()).revision().commit();
        var comparisons = new ArrayList<Comparison>();
        var longest = Duration.ZERO;
        SelfTestRecord result;
        do {
            var before = limit.left();
            comparisons.add(compare(comparisons.size(), limit));
            result = new SelfTestRecord(settings.command(), commit, gate.conditions(), gate.rules(), comparisons);
            AtomicFile.write(settings.file(), RecordJson.write(result).getBytes(StandardCharsets.UTF_8));
            var took = before.minus(limit.left());
            longest = took.compareTo(longest) > 0 ? took : longest;
        } while (limit.left().compareTo(longest) > 0);
        return result;
    }

    /** Slowdowns take turns; every slowdown meets every benchmark before it meets one again. */
    private Comparison compare(int index, Gate.TimeLimit limit) throws InterruptedException {
        int slowdowns = settings.slowdowns().size();
        var benchmarks = GateSet.GATE.benchmarks();
        double slowdown = settings.slowdowns().get(index % slowdowns);
        var benchmark = benchmarks
                .get((index % slowdowns + index / slowdowns) % benchmarks.size())
                .name();
        var finding = gate.planted(benchmark, slowdown, forks, limit);
        gate.listener()
                .accept(benchmark + ", planted " + Math.round(100 * slowdown) + " %: " + finding.verdict() + " "
                        + finding.reason());
        var change = finding.change();
        var estimate = change == null ? null : change.estimate();
        return new Comparison(slowdown, benchmark, finding.verdict(), estimate, finding.pairs());
    }
}
