package org.scratchcnn.reports.content;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.SeriesSteadiness;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.statistics.Steadiness;
import org.scratchcnn.reports.statistics.Steadiness.Label;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.Microbenchmark;

/** Which series of timings kept their level. */
final class SteadinessTable {

    private static final String BETWEEN_LEVELS = " → ";

    private SteadinessTable() {}

    /** The table; empty if nothing was timed. */
    static Optional<Table> of(List<TaskResult> results) {
        var rows =
                SeriesSteadiness.of(results).stream().map(SteadinessTable::row).toList();
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new Table(
                        "Steadiness of the timings",
                        List.of(
                                Column.text("Task"),
                                Column.text("Engine"),
                                Column.text("Operation"),
                                Column.number("Processes"),
                                Column.number("Samples"),
                                Column.text("Label"),
                                Column.text("Levels, ms")),
                        rows,
                        List.of("Every process's series is cut where its level changes by more than 5 %, by Pettitt's"
                                + " test. Steady: one level; drifting: several, all rising or all falling; never"
                                + " steady: up and down; too short: too few samples to say. Levels: medians, of series"
                                + " that are not steady.")));
    }

    /** What stands below times of which some are not steady; empty if all are. */
    static Optional<String> note(List<TaskResult> results) {
        var series = SeriesSteadiness.of(results);
        long changed = series.stream().mapToLong(SeriesSteadiness::changed).sum();
        int all = series.stream().mapToInt(each -> each.processes().size()).sum();
        return changed == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "Not steady: %d of the %d series of timings behind this table changed their level by more than 5 %%; the statistics tell which.",
                        changed,
                        all));
    }

    /** What stands below microbenchmarks, whose forks are too short for a label; empty where one is not. */
    static Optional<String> noteOfForks(Stream<Microbenchmark> benchmarks) {
        var forks = benchmarks.flatMap(benchmark -> benchmark.forks().stream()).toList();
        var iterations = forks.stream().mapToInt(List::size).summaryStatistics();
        return forks.isEmpty()
                        || forks.stream().anyMatch(fork -> Steadiness.of(fork).label() != Label.TOO_SHORT)
                ? Optional.empty()
                : Optional.of("Steadiness: %s to tell; iterations a fork: %s."
                        .formatted(
                                Label.TOO_SHORT.title(),
                                iterations.getMin() == iterations.getMax()
                                        ? Integer.toString(iterations.getMax())
                                        : String.format(
                                                Locale.ROOT, "%d to %d", iterations.getMin(), iterations.getMax())));
    }

    private static List<String> row(SeriesSteadiness series) {
        return List.of(
                series.task().caption(),
                series.task().label(series.engine()),
                series.operation().title(),
                Integer.toString(series.processes().size()),
                Numbers.count(
                        series.samples().starts().stream().mapToInt(List::size).sum()),
                labels(series.processes()),
                levels(series.processes()));
    }

    /** For example {@code steady}, or {@code 2 steady, 1 drifting}. */
    private static String labels(List<Steadiness> processes) {
        var present = Arrays.stream(Label.values())
                .filter(label -> count(processes, label) > 0)
                .toList();
        return present.size() == 1
                ? present.getFirst().title()
                : present.stream()
                        .map(label -> String.format(Locale.ROOT, "%d %s", count(processes, label), label.title()))
                        .collect(Collectors.joining(", "));
    }

    private static long count(List<Steadiness> processes, Label label) {
        return processes.stream().filter(process -> process.label() == label).count();
    }

    private static String levels(List<Steadiness> processes) {
        return processes.stream()
                .filter(Steadiness::changed)
                .map(process ->
                        process.levels().stream().map(Numbers::significant).collect(Collectors.joining(BETWEEN_LEVELS)))
                .collect(Collectors.joining("; "));
    }
}
