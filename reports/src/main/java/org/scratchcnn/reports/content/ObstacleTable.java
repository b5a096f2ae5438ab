package org.scratchcnn.reports.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.EngineResult;
import org.scratchcnn.reports.result.Publication;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.ComparisonRecord;

/** What engines can't express, and what went wrong. */
public final class ObstacleTable {

    /** The heading of what this table stands below. */
    static final String HEADING = "Left out";

    /** What stands in the place of a figure. */
    static final String FAILED = "failed";

    private ObstacleTable() {}

    /** A cell of an engine's row: where there is no figure, whether that is since its runs failed. */
    public static String cell(Optional<String> figure, EngineResult engine) {
        return figure.orElse(engine.failed().isEmpty() ? Numbers.NONE : FAILED);
    }

    /** The table; empty if every run and every microbenchmark may be published. */
    static Optional<Table> of(ComparisonRecord record, List<TaskResult> results) {
        // By work, engine and reason: which of the runs.
        var obstacles = new LinkedHashMap<List<String>, SequencedSet<String>>();
        for (var result : results) {
            for (var engine : result.engines()) {
                for (var run : engine.runs()) {
                    Publication.obstacle(run)
                            .map(why -> List.of(result.caption(), result.label(engine), why))
                            .ifPresent(key -> obstacles
                                    .computeIfAbsent(key, _ -> new LinkedHashSet<>())
                                    .add("seed " + run.seed()));
                }
            }
        }
        for (var benchmark : record.microbenchmarks()) {
            var work = "%s, %s".formatted(benchmark.operation(), benchmark.workload());
            Publication.obstacle(benchmark.outcome())
                    .map(why -> List.of(work, benchmark.algorithm(), why))
                    .ifPresent(key -> obstacles
                            .computeIfAbsent(key, _ -> new LinkedHashSet<>())
                            .add(benchmark.pass()));
        }
        var rows = new ArrayList<List<String>>();
        obstacles.forEach(
                (key, which) -> rows.add(List.of(key.getFirst(), key.get(1), String.join(", ", which), key.getLast())));
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new Table(
                        "Without published figures",
                        Column.list("Task or workload | Engine or algorithm | Seed or pass | Why"),
                        rows,
                        List.of("Published is what completed with finite results and, where there are reference runs,"
                                + " learned as they did.")));
    }
}
