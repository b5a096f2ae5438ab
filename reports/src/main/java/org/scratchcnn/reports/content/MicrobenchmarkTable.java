package org.scratchcnn.reports.content;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.KernelResult;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.Microbenchmark;

/** What JMH measured: a row for each algorithm, pass by pass and workload by workload. */
final class MicrobenchmarkTable {

    private MicrobenchmarkTable() {}

    /** One table an operation. */
    static List<Table> of(List<KernelResult> kernels, Bootstrap bootstrap) {
        return kernels.stream()
                .collect(Collectors.groupingBy(KernelResult::operation, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(operation -> new Table(
                                operation.getKey() + ": milliseconds per operation",
                                Column.list(
                                        "Workload | Pass | Batch: | Threads: | Algorithm | ms: | GFLOP/s: | Speed-up:"),
                                operation.getValue().stream()
                                        .flatMap(kernel -> kernel.algorithms().stream()
                                                .map(benchmark -> row(kernel, benchmark, bootstrap)))
                                        .toList(),
                                notes(operation.getValue()))
                        .withoutEmptyColumns())
                .toList();
    }

    private static List<String> row(KernelResult kernel, Microbenchmark benchmark, Bootstrap bootstrap) {
        return List.of(
                kernel.workload(),
                kernel.pass(),
                Numbers.count(kernel.batchSize()),
                Numbers.count(kernel.threads()),
                benchmark.algorithm(),
                Numbers.withInterval(bootstrap.median(KernelResult.times(benchmark))),
                benchmark.nominalFlops() > 0 ? Numbers.significant(KernelResult.gigaflops(benchmark)) : "",
                kernel.speedUp(benchmark, bootstrap).map(Numbers::withInterval).orElse(""));
    }

    private static List<String> notes(List<KernelResult> kernels) {
        var benchmarks =
                kernels.stream().flatMap(kernel -> kernel.algorithms().stream()).toList();
        var notes = new ArrayList<String>();
        notes.add(
                "ms [95 % interval]: median of the iterations, by bootstrap over forks, then iterations. GFLOP/s: the work"
                        + " of the direct method, whatever the algorithm, by that time.");
        kernels.stream()
                .flatMap(kernel -> kernel.baseline().stream())
                .findFirst()
                .ifPresent(baseline -> notes.add("Speed-up [95 % interval]: over " + baseline + "."));
        benchmarks.stream()
                .flatMap(benchmark -> Stream.ofNullable(benchmark.allocatedBytes()))
                .max(Comparator.naturalOrder())
                .ifPresent(most -> notes.add("Allocated on the heap per operation, in the median iteration: at most "
                        + Numbers.count(most)
                        + " bytes. A few hundred an iteration are JMH's own."));
        IntervalNotes.ofStarts(benchmarks.stream().map(KernelResult::times)).ifPresent(notes::add);
        notes.add("JMH runs the forks of a benchmark one after the other, and no ruler is read beside them: what slows"
                + " the machine down for a while may fall on one algorithm alone.");
        benchmarks.stream()
                .map(Microbenchmark::protocol)
                .distinct()
                .forEach(protocol -> notes.add("Protocol: " + protocol));
        return notes;
    }
}
