package org.scratchcnn.reports.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.KernelResult;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.reports.statistics.SamplesByStart;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/** The training steps and microbenchmarks of several records in one table. */
public final class SideBySide {

    private SideBySide() {}

    /**
     * The table, with ratios if there are two records; empty if nothing was timed.
     *
     * @param records by the names of their columns
     */
    public static Optional<Table> of(SequencedMap<String, ComparisonRecord> records) {
        var times = records.values().stream().map(SideBySide::times).toList();
        var columns = new ArrayList<>(Column.list("Task | Engine"));
        records.keySet().forEach(name -> columns.add(Column.number("ms, " + name)));
        columns.add(Column.number("Ratio"));
        var rows = times.stream()
                .flatMap(record -> record.keySet().stream())
                .distinct()
                .map(key -> row(key, times, Bootstrap.ofReports()))
                .toList();
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new Table(
                                "Side by side: " + String.join(", ", records.keySet()),
                                columns,
                                rows,
                                List.of(
                                        "ms: median of a training step or of a microbenchmark [95 % interval]. Ratio: how many"
                                                + " times as long the first takes; above 1 the second is faster."))
                        .withoutEmptyColumns());
    }

    /** By task and engine, or by workload and algorithm. */
    private static Map<List<String>, SamplesByStart> times(ComparisonRecord record) {
        var times = new LinkedHashMap<List<String>, SamplesByStart>();
        for (var result : TaskResult.of(record)) {
            for (var engine : result.engines()) {
                engine.timings(Operation.STEP)
                        .ifPresent(steps -> times.put(List.of(result.batchCaption(), result.label(engine)), steps));
            }
        }
        for (var kernel : KernelResult.of(record)) {
            for (var benchmark : kernel.algorithms()) {
                times.put(
                        List.of("%s, %s".formatted(kernel.workload(), kernel.pass()), benchmark.algorithm()),
                        KernelResult.times(benchmark));
            }
        }
        return times;
    }

    private static List<String> row(
            List<String> key, List<Map<List<String>, SamplesByStart>> times, Bootstrap bootstrap) {
        var cells = new ArrayList<>(key);
        var there = new ArrayList<SamplesByStart>();
        for (var record : times) {
            var samples = record.get(key);
            cells.add(samples == null ? Numbers.NONE : Numbers.withInterval(bootstrap.median(samples)));
            Stream.ofNullable(samples).forEach(there::add);
        }
        var ratio = there.size() == 2
                ? Numbers.withInterval(bootstrap.ratioOfMedians(there.getFirst(), there.getLast()))
                : Numbers.NONE;
        cells.add(times.size() == 2 ? ratio : "");
        return cells;
    }
}
