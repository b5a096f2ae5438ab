package org.scratchcnn.reports.content;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.KernelResult;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.reports.statistics.Estimate;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.Microbenchmark;

/** What each algorithm makes of a core, over all workloads. */
final class MicrobenchmarkOverviewTable {

    private MicrobenchmarkOverviewTable() {}

    /** The table; empty if there are no microbenchmarks. */
    static Optional<Table> of(List<KernelResult> kernels, Bootstrap bootstrap) {
        if (kernels.isEmpty()) {
            return Optional.empty();
        }
        var passes = new LinkedHashSet<String>();
        var algorithms = new LinkedHashSet<String>();
        var workloads = new LinkedHashSet<String>();
        var rates = new TreeMap<String, DoubleSummaryStatistics>();
        for (var kernel : kernels) {
            passes.add(kernel.pass());
            workloads.add(kernel.workload());
            for (var benchmark : kernel.algorithms()) {
                algorithms.add(benchmark.algorithm());
                rates.computeIfAbsent(key(benchmark.algorithm(), kernel.pass()), _ -> new DoubleSummaryStatistics())
                        .accept(gigaflops(benchmark, KernelResult.milliseconds(benchmark, bootstrap)));
            }
        }
        var columns = new ArrayList<Column>();
        columns.add(Column.text("Algorithm"));
        passes.forEach(pass -> columns.add(Column.number(pass)));
        var rows = algorithms.stream()
                .map(algorithm -> {
                    var row = new ArrayList<String>();
                    row.add(algorithm);
                    passes.forEach(pass -> row.add(range(rates.get(key(algorithm, pass)))));
                    return (List<String>) row;
                })
                .toList();
        var notes = new ArrayList<String>();
        notes.add("Smallest to largest mean over: " + String.join("; ", workloads) + ".");
        notes.add("GFLOP/s: the work of the direct method, whatever the algorithm, by the mean time.");
        return Optional.of(new Table("Convolution algorithms: GFLOP/s by pass", columns, rows, notes));
    }

    private static String key(String algorithm, String pass) {
        return algorithm + "/" + pass;
    }

    /** Billions of the direct method's operations a second. */
    static double gigaflops(Microbenchmark benchmark, Estimate milliseconds) {
        return benchmark.nominalFlops() / milliseconds.value() / 1e6;
    }

    private static String range(@Nullable DoubleSummaryStatistics rates) {
        if (rates == null) {
            return Numbers.NONE;
        }
        String least = Numbers.significant(rates.getMin());
        String most = Numbers.significant(rates.getMax());
        return least.equals(most) ? least : least + "–" + most;
    }
}
