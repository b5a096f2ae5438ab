package org.scratchcnn.benchmarks.gate;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.descriptive.Median;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.benchmarks.gate.RevisionBuild.Commit;
import org.scratchcnn.benchmarks.gate.rule.Change;
import org.scratchcnn.benchmarks.gate.rule.Finding;
import org.scratchcnn.benchmarks.gate.rule.GateRules;
import org.scratchcnn.benchmarks.gate.rule.Pair;
import org.scratchcnn.benchmarks.gate.rule.Verdict;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.ConsoleTable;
import org.scratchcnn.reports.table.MarkdownTable;
import org.scratchcnn.reports.table.Table;

/**
 * Everything that one run of the gate found: its record.
 *
 * @param command that was typed
 * @param conditions the machine, threads and JDK, in words
 * @param remarks on the whole of it
 */
public record GateResult(
        String command,
        Commit base,
        Commit head,
        String conditions,
        GateRules rules,
        List<String> remarks,
        List<BenchmarkResult> benchmarks) {

    public GateResult {
        remarks = List.copyOf(remarks);
        benchmarks = List.copyOf(benchmarks);
    }

    /**
     * One benchmark's result.
     *
     * @param finding with the final verdict
     * @param baseBytes that one operation allocates, in the fork and the block that allocated least; null where none was
     *     timed
     * @param remarks that a reader should know beside the verdict's reason
     */
    record BenchmarkResult(
            Finding finding,
            @Nullable Double baseBytes,
            @Nullable Double headBytes,
            List<String> remarks) {

        BenchmarkResult {
            remarks = List.copyOf(remarks);
        }
    }

    /** The worst of the benchmarks' verdicts. */
    public Verdict conclusion() {
        return benchmarks.stream()
                .map(benchmark -> benchmark.finding().verdict())
                .max(Comparator.naturalOrder())
                .orElse(Verdict.PASS);
    }

    /** For a console. */
    public String text() {
        return ConsoleTable.render(table()) + sentence() + "\n";
    }

    /** For a comment on a pull request. */
    String markdown() {
        return "## Speed gate: " + conclusion() + "\n\n" + MarkdownTable.escape(sentence()) + "\n\n"
                + MarkdownTable.render(table());
    }

    /** The conclusion in a sentence or two. */
    String sentence() {
        var open = names(Verdict.INCONCLUSIVE);
        return switch (conclusion()) {
            case FAIL -> "FAIL: " + names(Verdict.FAIL) + (open.isEmpty() ? "." : "; inconclusive: " + open + ".");
            case INCONCLUSIVE -> "INCONCLUSIVE: " + open + ". Nothing was found to fail.";
            case PASS ->
                "PASS: no benchmark is estimated at " + Numbers.plain(100 * rules.slower())
                        + " % slower or more, and nothing else failed.";
        };
    }

    private String names(Verdict verdict) {
        return benchmarks.stream()
                .map(BenchmarkResult::finding)
                .filter(finding -> finding.verdict() == verdict)
                .map(Finding::benchmark)
                .collect(joining(", "));
    }

    private Table table() {
        var notes = new ArrayList<>(remarks);
        notes.add(
                "Change: Hodges and Lehmann's estimate over pairs of forks, above 0 where the head is slower; interval of "
                        + Numbers.plain(100 * rules.level()) + " %.");
        notes.add("What fails, and how often the gate is wrong: docs/measurement.md.");
        for (var benchmark : benchmarks) {
            benchmark.remarks().forEach(remark -> notes.add(benchmark.finding().benchmark() + ": " + remark));
        }
        notes.add("Machine: " + conditions);
        return new Table(
                        "Base " + base.title() + ", head " + head.title(),
                        List.of(
                                Column.text("Benchmark"),
                                Column.number("Base, ms"),
                                Column.number("Head, ms"),
                                Column.number("Change"),
                                Column.number("Interval"),
                                Column.number("Pairs"),
                                Column.number("Bytes allocated"),
                                Column.text("Verdict"),
                                Column.text("Reason")),
                        benchmarks.stream().map(GateResult::row).toList(),
                        notes)
                .withoutEmptyColumns();
    }

    private static List<String> row(BenchmarkResult benchmark) {
        var finding = benchmark.finding();
        int fresh = finding.confirmation().size();
        return List.of(
                finding.benchmark(),
                milliseconds(finding, Pair::base),
                milliseconds(finding, Pair::head),
                signed(finding.change()),
                interval(finding.change()),
                finding.pairs().size()
                        + (fresh == 0 ? "" : " + " + fresh)
                        + (finding.repeated() == 0 ? "" : " (" + finding.repeated() + " repeated)"),
                bytes(benchmark.baseBytes()) + " → " + bytes(benchmark.headBytes()),
                finding.verdict().name(),
                finding.reason() + (finding.confirmed() == null ? "" : " (" + signed(finding.confirmed()) + ")"));
    }

    private static String milliseconds(Finding finding, ToDoubleFunction<Pair> side) {
        double[] times = finding.pairs().stream().mapToDouble(side).toArray();
        return times.length == 0
                ? Numbers.NONE
                : Numbers.significant(Median.withDefaults().evaluate(times));
    }

    private static String bytes(@Nullable Double bytes) {
        return bytes == null ? Numbers.NONE : Numbers.count(bytes);
    }

    private static String signed(@Nullable Change change) {
        return change == null ? Numbers.NONE : String.format(Locale.ROOT, "%+.1f %%", 100 * change.estimate());
    }

    private static String interval(@Nullable Change change) {
        if (change == null || !Double.isFinite(change.interval().upper())) {
            return Numbers.NONE;
        }
        var interval = change.interval();
        return String.format(Locale.ROOT, "[%+.1f, %+.1f]", 100 * interval.lower(), 100 * interval.upper());
    }
}
