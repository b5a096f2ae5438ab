package org.scratchcnn.reports.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.KernelResult;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.ComparisonRecord;

/** Shape by shape, how many times as fast Winograd's algorithm is as the direct one: what AUTO's rule rests on. */
final class AlgorithmChoiceTable {

    /** The suite that measures both over many shapes. */
    static final String SUITE = "auto";

    private static final String DIRECT = "DIRECT";
    private static final String WINOGRAD = "WINOGRAD";

    private AlgorithmChoiceTable() {}

    static Table of(ComparisonRecord record, List<KernelResult> kernels, Bootstrap bootstrap) {
        var passes = new LinkedHashSet<String>();
        var shapes = new LinkedHashMap<String, LinkedHashMap<String, String>>();
        for (var kernel : kernels) {
            passes.add(kernel.pass());
            ratio(kernel, bootstrap)
                    .ifPresent(ratio -> shapes.computeIfAbsent(kernel.workload(), _ -> new LinkedHashMap<>())
                            .put(kernel.pass(), ratio));
        }
        var columns = new ArrayList<Column>();
        columns.add(Column.text("Convolution"));
        passes.forEach(pass -> columns.add(Column.number(pass)));
        var rows = shapes.entrySet().stream()
                .map(shape -> {
                    var row = new ArrayList<String>();
                    row.add(shape.getKey());
                    passes.forEach(pass -> row.add(shape.getValue().getOrDefault(pass, Numbers.NONE)));
                    return (List<String>) row;
                })
                .toList();
        var notes = new ArrayList<String>();
        notes.add("Above 1, %s is faster [95 %% interval]: ratio of means, by bootstrap over forks, then iterations."
                .formatted(WINOGRAD));
        notes.addAll(IntervalNotes.ofMicrobenchmarks(kernels));
        notes.addAll(Provenance.withoutData(record));
        return new Table("How many times as fast %s is as %s".formatted(WINOGRAD, DIRECT), columns, rows, notes);
    }

    private static Optional<String> ratio(KernelResult kernel, Bootstrap bootstrap) {
        return kernel.algorithms().stream()
                .filter(benchmark -> benchmark.algorithm().equals(WINOGRAD))
                .findFirst()
                .flatMap(benchmark -> kernel.speedUp(benchmark, DIRECT, bootstrap))
                .map(Numbers::withInterval);
    }
}
