package org.scratchcnn.benchmarks.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.descriptive.Median;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.benchmarks.gate.GateResult.BenchmarkResult;
import org.scratchcnn.benchmarks.gate.rule.Change;
import org.scratchcnn.benchmarks.gate.rule.Finding;
import org.scratchcnn.benchmarks.gate.rule.Pair;
import org.scratchcnn.benchmarks.gate.rule.Verdict;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.ConsoleTable;
import org.scratchcnn.reports.table.MarkdownTable;
import org.scratchcnn.reports.table.Table;

/** The result as people read it: a conclusion, and one table. */
public final class Summary {

    private static final List<Column> COLUMNS = List.of(
            Column.text("Benchmark"),
            Column.number("Base, ms"),
            Column.number("Head, ms"),
            Column.number("Change"),
            Column.number("Interval"),
            Column.number("Pairs"),
            Column.number("Bytes allocated"),
            Column.text("Verdict"),
            Column.text("Reason"));

    private Summary() {}

    /** For a console. */
    public static String text(GateResult result) {
        return ConsoleTable.render(table(result).withoutEmptyColumns()) + conclusion(result) + "\n";
    }

    /** For a comment on a pull request. */
    static String markdown(GateResult result) {
        return "## Speed gate: " + result.conclusion() + "\n\n" + MarkdownTable.escape(conclusion(result)) + "\n\n"
                + MarkdownTable.render(table(result).withoutEmptyColumns());
    }

    /** A sentence or two. */
    static String conclusion(GateResult result) {
        var failed = names(result, Verdict.FAIL);
        var open = names(result, Verdict.INCONCLUSIVE);
        return switch (result.conclusion()) {
            case FAIL -> "FAIL: " + failed + (open.isEmpty() ? "." : "; inconclusive: " + open + ".");
            case INCONCLUSIVE -> "INCONCLUSIVE: " + open + ". Nothing was found to fail.";
            case PASS ->
                "PASS: no benchmark of the set \"" + result.set() + "\" is estimated at "
                        + Numbers.plain(100 * result.rules().slower()) + " % slower or more, and nothing else failed.";
        };
    }

    private static String names(GateResult result, Verdict verdict) {
        return String.join(
                ", ",
                result.benchmarks().stream()
                        .map(BenchmarkResult::finding)
                        .filter(finding -> finding.verdict() == verdict)
                        .map(Finding::benchmark)
                        .toList());
    }

    private static Table table(GateResult result) {
        var rules = result.rules();
        var notes = new ArrayList<>(result.remarks());
        notes.add(
                "Change: Hodges and Lehmann's estimate over pairs of forks, above 0 where the head is slower; interval of "
                        + Numbers.plain(100 * rules.level()) + " %.");
        notes.add(
                "FAIL: at least " + Numbers.plain(100 * rules.slower()) + " % slower, the interval above "
                        + Numbers.plain(100 * rules.certainlySlower())
                        + " %, and confirmed by fresh pairs; more allocated, other numbers than in numerics.lock, or lines lost from it.");
        for (var benchmark : result.benchmarks()) {
            benchmark.remarks().forEach(remark -> notes.add(benchmark.finding().benchmark() + ": " + remark));
        }
        notes.add("Machine: " + result.conditions());
        return new Table(
                "Base " + result.base().title() + ", head " + result.head().title(),
                COLUMNS,
                result.benchmarks().stream().map(Summary::row).toList(),
                notes);
    }

    private static List<String> row(BenchmarkResult benchmark) {
        var finding = benchmark.finding();
        return List.of(
                finding.benchmark(),
                milliseconds(finding, Pair::base),
                milliseconds(finding, Pair::head),
                signed(finding.change()),
                interval(finding.change()),
                pairs(finding),
                bytes(benchmark.baseBytes()) + " → " + bytes(benchmark.headBytes()),
                finding.verdict().name(),
                finding.reason() + (finding.confirmed() == null ? "" : " (" + signed(finding.confirmed()) + ")"));
    }

    private static String milliseconds(Finding finding, ToDoubleFunction<Pair> side) {
        return finding.pairs().isEmpty()
                ? Numbers.NONE
                : Numbers.significant(Median.withDefaults()
                        .evaluate(finding.pairs().stream().mapToDouble(side).toArray()));
    }

    private static String bytes(@Nullable Double bytes) {
        return bytes == null ? Numbers.NONE : Numbers.count(bytes);
    }

    private static String signed(@Nullable Change change) {
        return change == null ? Numbers.NONE : String.format(Locale.ROOT, "%+.1f %%", 100 * change.estimate());
    }

    private static String interval(@Nullable Change change) {
        return change == null || !Double.isFinite(change.interval().upper())
                ? Numbers.NONE
                : String.format(
                        Locale.ROOT,
                        "[%+.1f, %+.1f]",
                        100 * change.interval().lower(),
                        100 * change.interval().upper());
    }

    private static String pairs(Finding finding) {
        return finding.pairs().size()
                + (finding.confirmation().isEmpty()
                        ? ""
                        : " + " + finding.confirmation().size())
                + (finding.repeated() == 0 ? "" : " (" + finding.repeated() + " repeated)");
    }
}
