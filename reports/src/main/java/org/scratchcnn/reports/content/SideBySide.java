package org.scratchcnn.reports.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.EngineResult;
import org.scratchcnn.reports.result.KernelResult;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.reports.statistics.SamplesByStart;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/** The overviews of several records in one table. */
public final class SideBySide {

    private static final Bootstrap BOOTSTRAP = Bootstrap.ofReports();

    private SideBySide() {}

    /** What is compared. */
    private record Key(String task, String engine) {}

    /** How well it learned, and the samples of its time. */
    private record Figures(String accuracy, Optional<SamplesByStart> times, String time) {}

    /**
     * The table, with ratios if there are two records; empty if they have neither tasks nor microbenchmarks.
     *
     * @param records by the names of their columns
     */
    public static Optional<Table> of(SequencedMap<String, ComparisonRecord> records) {
        var figures = new ArrayList<Map<Key, Figures>>();
        records.values().forEach(record -> figures.add(figures(record)));
        var keys = figures.stream()
                .flatMap(each -> each.keySet().stream())
                .distinct()
                .toList();
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        var columns = new ArrayList<>(List.of(Column.text("Task"), Column.text("Engine")));
        records.keySet().forEach(name -> columns.add(Column.number("Accuracy, " + name)));
        records.keySet().forEach(name -> columns.add(Column.number("ms, " + name)));
        columns.add(Column.number("Ratio"));
        return Optional.of(new Table(
                        "Side by side: " + String.join(", ", records.keySet()),
                        columns,
                        keys.stream().map(key -> row(key, figures)).toList(),
                        List.of(
                                "ms: median of a training step, mean of a microbenchmark [95 % interval]. Ratio: how many"
                                        + " times as long the first record's takes; above 1 the second is faster."))
                .withoutEmptyColumns());
    }

    private static Map<Key, Figures> figures(ComparisonRecord record) {
        var figures = new LinkedHashMap<Key, Figures>();
        for (var result : TaskResult.of(record)) {
            for (var engine : result.engines()) {
                var step = engine.timings(Operation.STEP);
                figures.put(
                        new Key(result.batchCaption(), result.label(engine)),
                        new Figures(
                                accuracy(engine),
                                step,
                                step.map(BOOTSTRAP::median)
                                        .map(Numbers::withInterval)
                                        .orElse(Numbers.NONE)));
            }
        }
        for (var kernel : KernelResult.of(record)) {
            for (var benchmark : kernel.algorithms()) {
                var samples = new SamplesByStart(benchmark.forks());
                figures.put(
                        new Key("%s, %s".formatted(kernel.workload(), kernel.pass()), benchmark.algorithm()),
                        new Figures("", Optional.of(samples), Numbers.withInterval(BOOTSTRAP.mean(samples))));
            }
        }
        return figures;
    }

    private static String accuracy(EngineResult engine) {
        var completed = engine.completed();
        return completed.isEmpty()
                ? ""
                : "%s, %s epochs".formatted(AccuracyTable.accuracy(completed), AccuracyTable.epochs(completed));
    }

    private static List<String> row(Key key, List<Map<Key, Figures>> records) {
        var cells = new ArrayList<>(List.of(key.task(), key.engine()));
        var missing = new Figures("", Optional.empty(), Numbers.NONE);
        var figures = records.stream()
                .map(record -> record.getOrDefault(key, missing))
                .toList();
        figures.forEach(each -> cells.add(each.accuracy()));
        figures.forEach(each -> cells.add(each.time()));
        cells.add(
                records.size() != 2
                        ? ""
                        : figures.getFirst()
                                .times()
                                .flatMap(older ->
                                        figures.getLast().times().map(newer -> BOOTSTRAP.ratioOfMedians(older, newer)))
                                .map(Numbers::withInterval)
                                .orElse(Numbers.NONE));
        return cells;
    }
}
