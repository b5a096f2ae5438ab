package org.scratchcnn.reports.content;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.statistics.SamplesByStart;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/** How far timings lie apart, between processes and within them. */
final class SpreadTable {

    private SpreadTable() {}

    /** The table; empty if nothing was timed. */
    static Optional<Table> of(List<TaskResult> results) {
        var rows = results.stream()
                .flatMap(result -> result.engines().stream()
                        .flatMap(engine -> Stream.of(Operation.values())
                                .flatMap(operation -> engine.timings(operation).stream()
                                        .map(samples -> row(
                                                result.caption(), result.label(engine), operation.title(), samples)))))
                .toList();
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new Table(
                        "Spread of the timings",
                        Column.list(
                                "Task | Engine | Operation | Processes: | Samples: | Median, ms: | Between processes: | Within a process:"),
                        rows,
                        List.of("Between processes: standard deviation of their medians, by the mean of these. Within a"
                                + " process: interquartile range by the median, of the middle one.")));
    }

    private static List<String> row(String task, String engine, String operation, SamplesByStart samples) {
        return List.of(
                task,
                engine,
                operation,
                Numbers.count(samples.starts().size()),
                Numbers.count(samples.starts().stream().mapToInt(List::size).sum()),
                Numbers.significant(samples.median()),
                samples.starts().size() == 1 ? Numbers.NONE : Numbers.percent(samples.spreadBetween(), 1),
                Numbers.percent(samples.spreadWithin(), 1));
    }
}
