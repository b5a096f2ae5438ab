package org.scratchcnn.reports.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.EngineResult;
import org.scratchcnn.reports.result.Publication;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.Outcome;

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

    /** A sentence on what failed; empty if nothing did. */
    static Optional<String> sentence(ComparisonRecord record) {
        var failed = Stream.of(
                        count(
                                "run",
                                record.runs().stream()
                                        .filter(Publication::failed)
                                        .count(),
                                record.runs().size()),
                        count(
                                "microbenchmark",
                                record.microbenchmarks().stream()
                                        .filter(benchmark -> benchmark.outcome() instanceof Outcome.Failed)
                                        .count(),
                                record.microbenchmarks().size()))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" and "));
        return failed.isEmpty()
                ? Optional.empty()
                : Optional.of("%s failed; the report says why, below \"%s\".".formatted(failed, HEADING));
    }

    /** For example {@code 2 of 9 runs}; empty if there are none. */
    private static Optional<String> count(String what, long failed, int all) {
        return failed == 0
                ? Optional.empty()
                : Optional.of(String.format(Locale.ROOT, "%d of %d %s%s", failed, all, what, all == 1 ? "" : "s"));
    }

    /** The table; empty if every run may be published. */
    static Optional<Table> of(List<TaskResult> results) {
        var rows = new LinkedHashSet<List<String>>();
        for (var result : results) {
            for (var engine : result.engines()) {
                for (var run : engine.runs()) {
                    Publication.obstacle(run)
                            .ifPresent(why -> rows.add(
                                    List.of(result.caption(), result.label(engine), Long.toString(run.seed()), why)));
                }
            }
        }
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new Table(
                        "Runs without published figures",
                        Column.list("Task | Engine | Seed: | Why"),
                        List.copyOf(rows),
                        List.of("A run's figures are published if it completed with finite results and learned as the"
                                + " reference runs did, where there are some.")));
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
        return passes.isEmpty()
                ? Optional.empty()
                : Optional.of(new Table(
                        "Microbenchmarks without published figures",
                        Column.list("Operation | Workload | Algorithm | Pass | Why"),
                        passes.entrySet().stream()
                                .map(failed -> List.of(
                                        failed.getKey().operation(),
                                        failed.getKey().workload(),
                                        failed.getKey().algorithm(),
                                        String.join(", ", failed.getValue()),
                                        failed.getKey().why()))
                                .toList(),
                        List.of()));
    }
}
