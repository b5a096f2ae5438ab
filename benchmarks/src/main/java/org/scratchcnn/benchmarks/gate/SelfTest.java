package org.scratchcnn.benchmarks.gate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.scratchcnn.benchmarks.gate.SelfTestRecord.Comparison;
import org.scratchcnn.benchmarks.process.Git;
import org.scratchcnn.file.AtomicFile;
import org.scratchcnn.json.RecordJson;

/**
 * {@code ./cnn gate self-test}: this version against itself, unchanged and with planted slowdowns, one benchmark of the
 * gate's set after the other, for as long as there is time.
 *
 * @param command that was typed, for the record
 * @param home the project's top folder
 * @param slowdowns to plant in turn; 0 for none
 * @param time for everything; no comparison begins that might take longer than is left, by the longest so far
 * @param file for the record, written after every comparison
 */
public record SelfTest(
        String command, Path home, List<Double> slowdowns, Duration time, Path file, Gate gate, Fork.Starter forks) {

    /**
     * Compares for as long as there is time, at least once; the last comparison ends when time is out.
     *
     * @throws IOException if the record can't be written
     * @throws InterruptedException if it is to end at once
     */
    public SelfTestRecord run() throws IOException, InterruptedException {
        var limit = gate.limit(time);
        var commit = new Git(home).revision().commit();
        var comparisons = new ArrayList<Comparison>();
        var longest = Duration.ZERO;
        SelfTestRecord result;
        do {
            var before = limit.left();
            comparisons.add(compare(comparisons.size(), limit));
            result = new SelfTestRecord(command, commit, gate.conditions(), gate.rules(), comparisons);
            AtomicFile.write(file, RecordJson.write(result).getBytes(StandardCharsets.UTF_8));
            var took = before.minus(limit.left());
            longest = took.compareTo(longest) > 0 ? took : longest;
        } while (limit.left().compareTo(longest) > 0);
        return result;
    }

    /** Slowdowns take turns; every slowdown meets every benchmark before it meets one again. */
    private Comparison compare(int index, Gate.TimeLimit limit) throws InterruptedException {
        var benchmarks = GateSet.GATE.benchmarks();
        double slowdown = slowdowns.get(index % slowdowns.size());
        var benchmark = benchmarks
                .get((index % slowdowns.size() + index / slowdowns.size()) % benchmarks.size())
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
