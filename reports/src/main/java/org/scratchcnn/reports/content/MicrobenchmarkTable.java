package org.scratchcnn.reports.content;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.KernelResult;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.Microbenchmark;

/** What JMH measured: a row for each pass of each workload, and the algorithms side by side. */
final class MicrobenchmarkTable {

    private MicrobenchmarkTable() {}

    /** One table an operation. */
    static List<Table> of(List<KernelResult> kernels, Bootstrap bootstrap) {
        return kernels.stream()
                .collect(Collectors.groupingBy(KernelResult::operation, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(operation -> table(operation.getKey(), operation.getValue(), bootstrap))
                .toList();
    }

    private static Table table(String operation, List<KernelResult> kernels, Bootstrap bootstrap) {
        var algorithms =
                benchmarks(kernels).map(Microbenchmark::algorithm).distinct().toList();
        var columns = new ArrayList<>(List.of(
                Column.text("Workload"), Column.text("Pass"), Column.number("Batch"), Column.number("Threads")));
        for (var algorithm : algorithms) {
            columns.add(Column.number(algorithm + ", ms"));
            columns.add(Column.number("GFLOP/s"));
            columns.add(Column.number("Speed-up"));
        }
        var rows = kernels.stream()
                .map(kernel -> row(kernel, algorithms, bootstrap))
                .toList();
        return new Table(operation + ": milliseconds per operation", columns, rows, notes(kernels))
                .withoutEmptyColumns();
    }

    private static List<String> row(KernelResult kernel, List<String> algorithms, Bootstrap bootstrap) {
        var row = new ArrayList<>(List.of(
                kernel.workload(), kernel.pass(), Numbers.count(kernel.batchSize()), Numbers.count(kernel.threads())));
        for (var algorithm : algorithms) {
            var benchmark = kernel.algorithm(algorithm);
            row.add(benchmark
                    .map(timed -> Numbers.withInterval(KernelResult.milliseconds(timed, bootstrap)))
                    .orElse(Numbers.NONE));
            row.add(benchmark
                    .filter(timed -> timed.nominalFlops() > 0)
                    .map(timed -> Numbers.significant(KernelResult.gigaflops(timed, bootstrap)))
                    .orElse(""));
            row.add(benchmark
                    .flatMap(timed -> kernel.speedUp(timed, bootstrap))
                    .map(Numbers::withInterval)
                    .orElse(""));
        }
        return row;
    }

    private static List<String> notes(List<KernelResult> kernels) {
        var notes = new ArrayList<String>();
        notes.add("ms [95 % interval]: mean, by bootstrap over forks, then iterations.");
        if (benchmarks(kernels).anyMatch(benchmark -> benchmark.nominalFlops() > 0)) {
            notes.add("GFLOP/s: nominal work (of the direct method, whatever the algorithm) by the mean time.");
        }
        kernels.stream()
                .flatMap(kernel -> kernel.baseline().stream())
                .findFirst()
                .ifPresent(baseline -> notes.add(
                        "Speed-up [95 % interval]: over " + baseline + ", ratio of means, by the same bootstrap."));
        benchmarks(kernels)
                .map(Microbenchmark::allocatedBytes)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .ifPresent(most -> notes.add("Allocated on the heap per operation, in the median iteration: at most "
                        + Numbers.count(most)
                        + " bytes. A few hundred an iteration are JMH's own."));
        IntervalNotes.ofForks(kernels).ifPresent(notes::add);
        notes.add("JMH runs the forks of a benchmark one after the other, and no ruler is read beside them: what slows"
                + " the machine down for a while may fall on one algorithm alone.");
        notes.add("Data: none; the kernels run on drawn numbers.");
        benchmarks(kernels)
                .map(Microbenchmark::protocol)
                .distinct()
                .forEach(protocol -> notes.add("Protocol: " + protocol));
        return notes;
    }

    private static Stream<Microbenchmark> benchmarks(List<KernelResult> kernels) {
        return kernels.stream().flatMap(kernel -> kernel.algorithms().stream());
    }
}
