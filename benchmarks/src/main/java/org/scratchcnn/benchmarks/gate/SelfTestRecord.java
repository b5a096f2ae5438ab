package org.scratchcnn.benchmarks.gate;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.benchmarks.gate.rule.GateRules;
import org.scratchcnn.benchmarks.gate.rule.Pair;
import org.scratchcnn.benchmarks.gate.rule.Verdict;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.statistics.Proportion;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;

/**
 * What the gate said where it was known what it should say.
 *
 * @param command that was typed
 * @param commit that was compared with itself
 * @param conditions the machine, threads and JDK, in words
 * @param comparisons in the order they were made
 */
public record SelfTestRecord(
        String command, String commit, String conditions, GateRules rules, List<Comparison> comparisons) {

    public SelfTestRecord {
        comparisons = List.copyOf(comparisons);
    }

    /**
     * A version compared with itself.
     *
     * @param slowdown planted in the head's forks; 0 where nothing differs
     * @param estimate of the change, by the first pairs; absent where forks gave no time
     * @param pairs the first pairs
     */
    record Comparison(
            double slowdown,
            String benchmark,
            Verdict verdict,
            @Nullable Double estimate,
            List<Pair> pairs) {

        Comparison {
            pairs = List.copyOf(pairs);
        }
    }

    /** How often the gate said what, by planted slowdown. */
    public Table table() {
        var bySlowdown = comparisons.stream().collect(groupingBy(Comparison::slowdown, TreeMap::new, toList()));
        return new Table(
                "The gate compared with itself",
                List.of(
                        Column.number("Planted"),
                        Column.number("Comparisons"),
                        Column.number("FAIL"),
                        Column.number("INCONCLUSIVE"),
                        Column.number("PASS"),
                        Column.number("Share of FAIL"),
                        Column.number("Estimates")),
                bySlowdown.entrySet().stream()
                        .map(planted -> row(planted.getKey(), planted.getValue()))
                        .toList(),
                List.of(
                        "Share of FAIL: with Clopper and Pearson's 95 % interval.",
                        "Estimates: the smallest and the largest of the first pairs.", "Machine: " + conditions));
    }

    private static List<String> row(double slowdown, List<Comparison> planted) {
        var share = new Proportion(count(planted, Verdict.FAIL), planted.size()).estimate();
        var estimates = planted.stream()
                .map(Comparison::estimate)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .summaryStatistics();
        return List.of(
                Numbers.percent(slowdown, 0),
                Integer.toString(planted.size()),
                Integer.toString(count(planted, Verdict.FAIL)),
                Integer.toString(count(planted, Verdict.INCONCLUSIVE)),
                Integer.toString(count(planted, Verdict.PASS)),
                Numbers.percent(share.value(), 0) + " [" + Numbers.percent(share.lower(), 0) + ", "
                        + Numbers.percent(share.upper(), 0) + "]",
                estimates.getCount() == 0
                        ? Numbers.NONE
                        : Numbers.percent(estimates.getMin(), 1) + " to " + Numbers.percent(estimates.getMax(), 1));
    }

    private static int count(List<Comparison> comparisons, Verdict verdict) {
        return (int) comparisons.stream()
                .filter(comparison -> comparison.verdict() == verdict)
                .count();
    }
}
