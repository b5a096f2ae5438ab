package org.scratchcnn.reports.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
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

    /** What was timed. */
    private record Key(String task, String engine) {}

    /**
     * The table, with ratios if there are two records; empty if nothing was timed.
     *
     * @param records by the names of their columns
     */
    public static Optional<Table> of(SequencedMap<String, ComparisonRecord> records) {
        var bootstrap = Bootstrap.ofReports();
        var times = records.values().stream().map(SideBySide::times).toList();
        var columns = new ArrayList<>(List.of(Column.text("Task"), Column.text("Engine")));
        records.keySet().forEach(name -> columns.add(Column.number("ms, " + name)));
        columns.add(Column.number("Ratio"));
        var rows = times.stream()
                .flatMap(record -> record.keySet().stream())
                .distinct()
                .map(key -> row(
                        key,
                        times.stream()
                                .map(record -> Optional.ofNullable(record.get(key)))
                                .toList(),
                        bootstrap))
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

    private static Map<Key, SamplesByStart> times(ComparisonRecord record) {
        var times = new LinkedHashMap<Key, SamplesByStart>();
        for (var result : TaskResult.of(record)) {
            for (var engine : result.engines()) {
                engine.timings(Operation.STEP)
                        .ifPresent(steps -> times.put(new Key(result.batchCaption(), result.label(engine)), steps));
            }
        }
        for (var kernel : KernelResult.of(record)) {
            for (var benchmark : kernel.algorithms()) {
                times.put(
                        new Key("%s, %s".formatted(kernel.workload(), kernel.pass()), benchmark.algorithm()),
                        new SamplesByStart(benchmark.forks()));
            }
        }
        return times;
    }

    private static List<String> row(Key key, List<Optional<SamplesByStart>> times, Bootstrap bootstrap) {
        var cells = new ArrayList<>(List.of(key.task(), key.engine()));
        times.forEach(samples -> cells.add(
                samples.map(bootstrap::median).map(Numbers::withInterval).orElse(Numbers.NONE)));
        var ratio =
                times.getFirst().flatMap(older -> times.getLast().map(newer -> bootstrap.ratioOfMedians(older, newer)));
        cells.add(times.size() == 2 ? ratio.map(Numbers::withInterval).orElse(Numbers.NONE) : "");
        return cells;
    }
}
