package org.scratchcnn.reports.content;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scratchcnn.core.record.Microbenchmark;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.KernelResult;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;

/** What JMH measured: one algorithm beside the other on the same work. */
final class MicrobenchmarkTable {

    private final String operation;
    private final List<KernelResult> kernels;
    private final Bootstrap bootstrap;

    private MicrobenchmarkTable(String operation, List<KernelResult> kernels, Bootstrap bootstrap) {
        this.operation = operation;
        this.kernels = kernels;
        this.bootstrap = bootstrap;
    }

    /** One table an operation. */
    static List<Table> of(List<KernelResult> kernels, Bootstrap bootstrap) {
        return kernels.stream()
                .collect(Collectors.groupingBy(KernelResult::operation, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(entry -> new MicrobenchmarkTable(entry.getKey(), entry.getValue(), bootstrap).table())
                .toList();
    }

    private Table table() {
        var protocols = kernels.stream()
                .flatMap(kernel -> kernel.algorithms().stream())
                .map(Microbenchmark::protocol)
                .distinct()
                .map(protocol -> "Protocol: " + protocol);
        return new Table(
                operation + ": milliseconds per operation by algorithm",
                List.of(
                        Column.text("Workload"),
                        Column.text("Pass"),
                        Column.number("Batch"),
                        Column.number("Threads"),
                        Column.text("Algorithm"),
                        Column.number("ms/op"),
                        Column.number("GFLOP/s"),
                        Column.number("Speed-up over " + KernelResult.BASELINE)),
                kernels.stream().flatMap(this::rows).toList(),
                Stream.concat(
                                Stream.of(
                                        "ms/op [95 % interval]: mean, by bootstrap over forks, then iterations.",
                                        "GFLOP/s: the work of the direct method, whatever the algorithm, by the mean time.",
                                        "Speed-up [95 % interval]: ratio of means, by bootstrap over forks, then iterations.",
                                        "Data: none; the kernels run on drawn numbers."),
                                protocols)
                        .toList());
    }

    private Stream<List<String>> rows(KernelResult kernel) {
        return kernel.algorithms().stream().map(benchmark -> {
            var time = KernelResult.milliseconds(benchmark, bootstrap);
            return List.of(
                    kernel.workload(),
                    kernel.pass(),
                    Integer.toString(kernel.batchSize()),
                    Integer.toString(kernel.threads()),
                    benchmark.algorithm(),
                    Numbers.withInterval(time),
                    Numbers.significant(MicrobenchmarkOverviewTable.gigaflops(benchmark, time)),
                    speedUp(kernel, benchmark));
        });
    }

    private String speedUp(KernelResult kernel, Microbenchmark benchmark) {
        if (benchmark.algorithm().equals(KernelResult.BASELINE)) {
            return "1";
        }
        return kernel.speedUp(benchmark, bootstrap).map(Numbers::withInterval).orElse(Numbers.NONE);
    }
}
