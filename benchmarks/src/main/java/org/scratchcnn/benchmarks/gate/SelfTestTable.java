package org.scratchcnn.benchmarks.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.scratchcnn.benchmarks.gate.SelfTestRecord.Comparison;
import org.scratchcnn.benchmarks.gate.rule.Verdict;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.statistics.Proportion;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;

/** How often the gate said what, by planted slowdown, with Clopper and Pearson's intervals. */
public final class SelfTestTable {

    private static final List<Column> COLUMNS = List.of(
            Column.number("Planted"),
            Column.number("Comparisons"),
            Column.number("FAIL"),
            Column.number("INCONCLUSIVE"),
            Column.number("PASS"),
            Column.number("Share of FAIL"),
            Column.number("Estimates"));

    private SelfTestTable() {}

    public static Table of(SelfTestRecord selfTest) {
        return new Table(
                "The gate held against itself",
                COLUMNS,
                selfTest.comparisons().stream()
                        .map(Comparison::slowdown)
                        .distinct()
                        .sorted()
                        .map(slowdown -> row(
                                slowdown,
                                selfTest.comparisons().stream()
                                        .filter(comparison -> comparison.slowdown() == slowdown)
                                        .toList()))
                        .toList(),
                notes(selfTest));
    }

    private static List<String> notes(SelfTestRecord selfTest) {
        var notes = new ArrayList<String>();
        if (!selfTest.complete()) {
            notes.add("Not complete: comparisons are still to come, or the self-test was stopped.");
        }
        notes.add("Share of FAIL: with Clopper and Pearson's 95 % interval.");
        notes.add("Estimates: the smallest and the largest of the first pairs.");
        notes.add("Machine: %s, %d cores, forks on %d threads"
                .formatted(selfTest.machine().cpu(), selfTest.machine().cores(), selfTest.threads()));
        return notes;
    }

    private static List<String> row(double slowdown, List<Comparison> comparisons) {
        int failed = count(comparisons, Verdict.FAIL);
        var share = new Proportion(failed, comparisons.size()).estimate();
        return List.of(
                Numbers.percent(slowdown, 0),
                Integer.toString(comparisons.size()),
                Integer.toString(failed),
                Integer.toString(count(comparisons, Verdict.INCONCLUSIVE)),
                Integer.toString(count(comparisons, Verdict.PASS)),
                "%s [%s, %s]"
                        .formatted(
                                Numbers.percent(share.value(), 0),
                                Numbers.percent(share.lower(), 0),
                                Numbers.percent(share.upper(), 0)),
                estimates(comparisons));
    }

    private static int count(List<Comparison> comparisons, Verdict verdict) {
        return (int) comparisons.stream()
                .filter(comparison -> comparison.finding().verdict() == verdict)
                .count();
    }

    private static String estimates(List<Comparison> comparisons) {
        var statistics = comparisons.stream()
                .flatMap(comparison -> Stream.ofNullable(comparison.finding().change()))
                .mapToDouble(change -> change.estimate())
                .summaryStatistics();
        return statistics.getCount() == 0
                ? Numbers.NONE
                : "%s to %s"
                        .formatted(Numbers.percent(statistics.getMin(), 1), Numbers.percent(statistics.getMax(), 1));
    }
}
