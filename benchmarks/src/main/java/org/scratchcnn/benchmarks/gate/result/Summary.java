package org.scratchcnn.benchmarks.gate.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.benchmarks.gate.rule.Change;
import org.scratchcnn.benchmarks.gate.rule.Finding;
import org.scratchcnn.benchmarks.gate.rule.Verdict;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.ConsoleTable;
import org.scratchcnn.reports.table.MarkdownTable;
import org.scratchcnn.reports.table.Table;

/** The result as people read it: one table, and a conclusion. */
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
    public static String markdown(GateResult result) {
        return "## Speed gate: %s\n\n%s\n\n%s"
                .formatted(
                        result.conclusion(),
                        MarkdownTable.escape(conclusion(result)),
                        MarkdownTable.render(table(result).withoutEmptyColumns()));
    }

    /**
     * A line of standard output that GitHub's runners show as a warning beside the job, which INCONCLUSIVE leaves green;
     * empty elsewhere and with other conclusions.
     *
     * @param environment of the process; on GitHub {@code GITHUB_ACTIONS} is {@code true} in it
     */
    public static Optional<String> annotation(GateResult result, Map<String, String> environment) {
        return result.conclusion() == Verdict.INCONCLUSIVE
                        && environment.getOrDefault("GITHUB_ACTIONS", "").equals("true")
                ? Optional.of("::warning title=Speed gate::" + conclusion(result))
                : Optional.empty();
    }

    /** What it comes to, as a sentence or two. */
    static String conclusion(GateResult result) {
        var failed = names(result, Verdict.FAIL);
        var open = names(result, Verdict.INCONCLUSIVE);
        return switch (result.conclusion()) {
            case FAIL ->
                "FAIL: %s%s."
                        .formatted(
                                String.join(", ", failed),
                                open.isEmpty() ? "" : "; inconclusive: " + String.join(", ", open));
            case INCONCLUSIVE -> "INCONCLUSIVE: %s. Nothing was found to fail.".formatted(String.join(", ", open));
            case PASS ->
                "PASS: no benchmark of the set \"%s\" is estimated at %s %% slower or more, and nothing else failed."
                        .formatted(
                                result.set(), Numbers.plain(100 * result.rules().slower()));
        };
    }

    private static List<String> names(GateResult result, Verdict verdict) {
        return result.benchmarks().stream()
                .map(BenchmarkResult::finding)
                .filter(finding -> finding.verdict() == verdict)
                .map(Finding::benchmark)
                .toList();
    }

    private static Table table(GateResult result) {
        var notes = new ArrayList<>(result.remarks());
        notes.add(
                "Change: Hodges and Lehmann's estimate over pairs of forks, above 0 where the head is slower; interval of %s %%."
                        .formatted(Numbers.plain(100 * result.rules().level())));
        notes.add(
                "FAIL: at least %s %% slower, the interval above %s %%, and the same again with fresh pairs; more allocated, other numbers than in numerics.lock, or lines lost from it."
                        .formatted(
                                Numbers.plain(100 * result.rules().slower()),
                                Numbers.plain(100 * result.rules().certainlySlower())));
        for (var benchmark : result.benchmarks()) {
            benchmark.remarks().forEach(remark -> notes.add(benchmark.finding().benchmark() + ": " + remark));
        }
        notes.add("Machine: %s, %d cores, forks on %d threads, %s, JDK %s"
                .formatted(
                        result.machine().cpu(),
                        result.machine().cores(),
                        result.threads(),
                        result.machine().operatingSystem(),
                        result.jvm().version()));
        return new Table(
                "Base %s (%s) against head %s (%s)"
                        .formatted(
                                result.base().abbreviated(),
                                result.base().subject(),
                                result.head().abbreviated(),
                                result.head().subject()),
                COLUMNS,
                result.benchmarks().stream().map(Summary::row).toList(),
                notes);
    }

    private static List<String> row(BenchmarkResult benchmark) {
        var finding = benchmark.finding();
        return List.of(
                finding.benchmark(),
                number(BenchmarkResult.milliseconds(benchmark.base())),
                number(BenchmarkResult.milliseconds(benchmark.head())),
                signed(finding.change() == null ? null : finding.change().estimate()),
                interval(finding.change()),
                pairs(finding),
                allocation(benchmark.base()) + " → " + allocation(benchmark.head()),
                finding.verdict().name(),
                reason(finding));
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? Numbers.significant(value.getAsDouble()) : Numbers.NONE;
    }

    private static String allocation(List<ForkResult> forks) {
        var bytes = BenchmarkResult.allocatedBytes(forks);
        return bytes.isPresent() ? Numbers.count(bytes.getAsDouble()) : Numbers.NONE;
    }

    static String signed(@Nullable Double share) {
        return share == null ? Numbers.NONE : String.format(Locale.ROOT, "%+.1f %%", 100 * share);
    }

    static String interval(@Nullable Change change) {
        return change == null || !Double.isFinite(change.interval().upper())
                ? Numbers.NONE
                : String.format(
                        Locale.ROOT,
                        "[%+.1f, %+.1f]",
                        100 * change.interval().lower(),
                        100 * change.interval().upper());
    }

    private static String pairs(Finding finding) {
        var counted = finding.confirmation().isEmpty()
                ? Integer.toString(finding.pairs().size())
                : "%d + %d"
                        .formatted(
                                finding.pairs().size(), finding.confirmation().size());
        return finding.retaken() == 0 ? counted : "%s (%d taken again)".formatted(counted, finding.retaken());
    }

    private static String reason(Finding finding) {
        var confirmed = finding.confirmed();
        return confirmed == null
                ? finding.reason()
                : "%s (%s)".formatted(finding.reason(), signed(confirmed.estimate()));
    }
}
