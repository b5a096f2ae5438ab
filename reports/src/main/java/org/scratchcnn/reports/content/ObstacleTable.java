package org.scratchcnn.reports.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.scratchcnn.core.record.ComparisonRecord;
import org.scratchcnn.reports.result.Publication;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;

/** What engines can't express, and what went wrong. */
final class ObstacleTable {

    private ObstacleTable() {}

    /** The table; empty if every run may be published. */
    static Optional<Table> of(List<TaskResult> results) {
        var rows = new LinkedHashSet<List<String>>();
        for (var result : results) {
            for (var engine : result.engines()) {
                for (var run : engine.runs()) {
                    Publication.obstacle(run)
                            .ifPresent(why -> rows.add(List.of(
                                    result.title(),
                                    result.data().name(),
                                    result.label(engine),
                                    Long.toString(run.seed()),
                                    why)));
                }
            }
        }
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Table(
                        "Runs without published figures",
                        List.of(
                                Column.text("Task"),
                                Column.text("Data"),
                                Column.text("Engine"),
                                Column.number("Seed"),
                                Column.text("Why")),
                        List.copyOf(rows),
                        List.of(
                                "Figures are published only of runs that completed with finite results and, where there is a reference, learned as it lets expect.")));
    }

    /** What failed of the microbenchmarks; empty if nothing did. */
    static Optional<Table> ofMicrobenchmarks(ComparisonRecord record) {
        record Failure(String operation, String workload, String algorithm, String why) {}
        var passes = new LinkedHashMap<Failure, List<String>>();
        for (var benchmark : record.microbenchmarks()) {
            Publication.obstacle(benchmark)
                    .map(why -> new Failure(benchmark.operation(), benchmark.workload(), benchmark.algorithm(), why))
                    .ifPresent(failure -> passes.computeIfAbsent(failure, _ -> new ArrayList<>())
                            .add(benchmark.pass()));
        }
        if (passes.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Table(
                "Microbenchmarks without published figures",
                List.of(
                        Column.text("Operation"),
                        Column.text("Workload"),
                        Column.text("Algorithm"),
                        Column.text("Pass"),
                        Column.text("Why")),
                passes.entrySet().stream()
                        .map(failed -> List.of(
                                failed.getKey().operation(),
                                failed.getKey().workload(),
                                failed.getKey().algorithm(),
                                String.join(", ", failed.getValue()),
                                failed.getKey().why()))
                        .toList(),
                List.of("Figures are published only of microbenchmarks that completed in every fork.")));
    }
}
