package org.scratchcnn.reports.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.KernelResult;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.reports.statistics.Estimate;
import org.scratchcnn.reports.statistics.SamplesByStart;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.Microbenchmark;

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
        boolean convolution = operation.equals(KernelResult.CONVOLUTION);
        var notes = new ArrayList<String>();
        notes.add("ms/op [95 % interval]: mean, by bootstrap over forks, then iterations.");
        if (hasFlops()) {
            notes.add(
                    convolution
                            ? "GFLOP/s: the work of the direct method, whatever the algorithm, by the mean time."
                            : "GFLOP/s: nominal work by the mean time.");
        }
        if (compares()) {
            notes.add("Speed-up [95 % interval]: ratio of means, by bootstrap over forks, then iterations.");
        }
        if (hasAllocations()) {
            notes.add("Bytes/op: allocated on the heap by all threads, the median iteration. A few hundred bytes an"
                    + " iteration are JMH's own, so that an operation of milliseconds seems to allocate some.");
        }
        IntervalNotes.ofForks(kernels).ifPresent(notes::add);
        notes.add("Data: none; the kernels run on drawn numbers.");
        benchmarks()
                .map(Microbenchmark::protocol)
                .distinct()
                .map(protocol -> "Protocol: " + protocol)
                .forEach(notes::add);
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
                                Column.number("Speed-up over " + baseline()),
                                Column.number("Bytes/op")),
                        kernels.stream().flatMap(this::rows).toList(),
                        notes)
                .withoutEmptyColumns();
    }

    /** A matrix product has none, for example. */
    private boolean hasBatches() {
        return kernels.stream().anyMatch(kernel -> kernel.batchSize() > 1);
    }

    private boolean hasFlops() {
        return benchmarks().anyMatch(benchmark -> benchmark.nominalFlops() > 0);
    }

    private boolean hasAllocations() {
        return benchmarks().anyMatch(benchmark -> benchmark.allocatedBytes() != null);
    }

    private boolean compares() {
        return kernels.stream()
                .anyMatch(kernel ->
                        kernel.baseline().isPresent() && kernel.algorithms().size() > 1);
    }

    private Stream<Microbenchmark> benchmarks() {
        return kernels.stream().flatMap(kernel -> kernel.algorithms().stream());
    }

    private String baseline() {
        return kernels.stream()
                .flatMap(kernel -> kernel.baseline().stream())
                .findFirst()
                .orElse(KernelResult.BASELINE);
    }

    private Stream<List<String>> rows(KernelResult kernel) {
        return kernel.algorithms().stream().map(benchmark -> {
            var time = KernelResult.milliseconds(benchmark, bootstrap);
            return List.of(
                    kernel.workload(),
                    kernel.pass(),
                    hasBatches() ? Integer.toString(kernel.batchSize()) : "",
                    Integer.toString(kernel.threads()),
                    benchmark.algorithm(),
                    Numbers.withInterval(time),
                    rate(benchmark, time),
                    speedUp(kernel, benchmark),
                    allocatedBytes(benchmark));
        });
    }

    private String rate(Microbenchmark benchmark, Estimate time) {
        return hasFlops() ? Numbers.significant(MicrobenchmarkOverviewTable.gigaflops(benchmark, time)) : "";
    }

    private String allocatedBytes(Microbenchmark benchmark) {
        var allocated = benchmark.allocatedBytes();
        if (allocated == null) {
            return hasAllocations() ? Numbers.NONE : "";
        }
        return Numbers.count(new SamplesByStart(allocated).median());
    }

    private String speedUp(KernelResult kernel, Microbenchmark benchmark) {
        if (!compares()) {
            return "";
        }
        if (kernel.baseline().filter(benchmark.algorithm()::equals).isPresent()) {
            return "1";
        }
        return kernel.speedUp(benchmark, bootstrap).map(Numbers::withInterval).orElse(Numbers.NONE);
    }
}
