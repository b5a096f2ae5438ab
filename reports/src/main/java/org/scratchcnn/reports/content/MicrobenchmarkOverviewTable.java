package org.scratchcnn.reports.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.KernelResult;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.Microbenchmark;

/** What each convolution algorithm makes of a core, over all workloads. */
final class MicrobenchmarkOverviewTable {

    private MicrobenchmarkOverviewTable() {}

    /** The table; empty if there are no microbenchmarks. */
    static Optional<Table> of(List<KernelResult> kernels, Bootstrap bootstrap) {
        if (kernels.isEmpty()) {
            return Optional.empty();
        }
        var passes = kernels.stream().map(KernelResult::pass).distinct().toList();
        var columns = new ArrayList<>(List.of(Column.text("Algorithm")));
        passes.forEach(pass -> columns.add(Column.number(pass)));
        var rows = kernels.stream()
                .flatMap(kernel -> kernel.algorithms().stream())
                .map(Microbenchmark::algorithm)
                .distinct()
                .map(algorithm -> {
                    var row = new ArrayList<>(List.of(algorithm));
                    passes.forEach(pass -> row.add(range(kernels, pass, algorithm, bootstrap)));
                    return (List<String>) row;
                })
                .toList();
        var notes = new ArrayList<String>();
        notes.add(kernels.stream()
                .map(KernelResult::workload)
                .distinct()
                .collect(Collectors.joining("; ", "Smallest to largest mean over: ", ".")));
        notes.add("GFLOP/s: the work of the direct method, whatever the algorithm, by the mean time.");
        return Optional.of(new Table("Convolution algorithms: GFLOP/s by pass", columns, rows, notes));
    }

    private static String range(List<KernelResult> kernels, String pass, String algorithm, Bootstrap bootstrap) {
        var rates = kernels.stream()
                .filter(kernel -> kernel.pass().equals(pass))
                .flatMap(kernel -> kernel.algorithm(algorithm).stream())
                .mapToDouble(benchmark -> KernelResult.gigaflops(benchmark, bootstrap))
                .summaryStatistics();
        if (rates.getCount() == 0) {
            return Numbers.NONE;
        }
        var least = Numbers.significant(rates.getMin());
        var most = Numbers.significant(rates.getMax());
        return least.equals(most) ? least : least + "–" + most;
    }
}
