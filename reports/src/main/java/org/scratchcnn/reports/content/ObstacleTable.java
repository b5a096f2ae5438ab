package org.scratchcnn.reports.content;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
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
}
