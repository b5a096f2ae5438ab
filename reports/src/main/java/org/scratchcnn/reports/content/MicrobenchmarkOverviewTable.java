package org.scratchcnn.reports.content;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.KernelResult;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.Microbenchmark;

/** What each convolution algorithm makes of a core, over all workloads. */
final class MicrobenchmarkOverviewTable {

    private MicrobenchmarkOverviewTable() {}

    /** The table; empty if there are no microbenchmarks. */
    static Optional<Table> of(List<KernelResult> kernels) {
        if (kernels.isEmpty()) {
            return Optional.empty();
        }
        var passes = kernels.stream().map(KernelResult::pass).distinct().toList();
        var columns = Column.list("Algorithm | %s:".formatted(String.join(": | ", passes)));
        var rows = kernels.stream()
                .flatMap(kernel -> kernel.algorithms().stream())
                .map(Microbenchmark::algorithm)
                .distinct()
                .map(algorithm -> Stream.concat(
                                Stream.of(algorithm), passes.stream().map(pass -> range(kernels, pass, algorithm)))
                        .toList())
                .toList();
        var over = kernels.stream().map(KernelResult::workload).distinct().collect(Collectors.joining("; "));
        return Optional.of(new Table(
                "Convolution algorithms: GFLOP/s by pass",
                columns,
                rows,
                List.of(
                        "Smallest to largest over: %s.".formatted(over),
                        "GFLOP/s: the work of the direct method, whatever the algorithm, by the median time.")));
    }

    private static String range(List<KernelResult> kernels, String pass, String algorithm) {
        var rates = kernels.stream()
                .filter(kernel -> kernel.pass().equals(pass))
                .flatMap(kernel -> kernel.algorithm(algorithm).stream())
                .mapToDouble(KernelResult::gigaflops)
                .summaryStatistics();
        if (rates.getCount() == 0) {
            return Numbers.NONE;
        }
        var least = Numbers.significant(rates.getMin());
        var most = Numbers.significant(rates.getMax());
        return least.equals(most) ? least : least + "–" + most;
    }
}
