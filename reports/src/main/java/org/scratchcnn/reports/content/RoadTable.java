package org.scratchcnn.reports.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.KernelResult;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.reports.statistics.SamplesByStart;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.Microbenchmark;
import org.scratchcnn.worker.record.RulerReading;

/** What each step from the naive loops to the last kernel gained over the step before it. */
final class RoadTable {

    /** The suite that measures the steps. */
    static final String SUITE = "road";

    private final List<KernelResult> kernels;
    private final List<SamplesByStart> peak;
    private final Bootstrap bootstrap;

    private RoadTable(List<KernelResult> kernels, List<SamplesByStart> peak, Bootstrap bootstrap) {
        this.kernels = kernels;
        this.peak = peak;
        this.bootstrap = bootstrap;
    }

    /** One table a pass. */
    static List<Table> of(ComparisonRecord record, List<KernelResult> kernels, Bootstrap bootstrap) {
        var notes = new ArrayList<String>();
        notes.add(
                "Mean of an operation on a batch, one thread [95 % interval, by bootstrap over forks, then iterations].");
        notes.add("GFLOP/s: the work of the direct method, whatever the algorithm, by the mean time.");
        var readings = record.rulers().stream()
                .filter(reading -> reading.ruler().equals(RulerReading.FMA) && reading.threads() == 1)
                .map(RulerReading::values)
                .filter(values -> !values.isEmpty())
                .toList();
        var peak = readings.isEmpty() ? List.<SamplesByStart>of() : List.of(new SamplesByStart(readings));
        peak.forEach(samples -> notes.add("Peak: %s GFLOP/s of fused multiply-adds on one thread, read in the same run."
                .formatted(Numbers.significant(samples.median()))));
        notes.addAll(IntervalNotes.ofMicrobenchmarks(kernels));
        notes.addAll(Provenance.withoutData(record));
        return kernels.stream()
                .collect(Collectors.groupingBy(KernelResult::pass, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(pass -> new RoadTable(pass.getValue(), peak, bootstrap).table(pass.getKey(), notes))
                .toList();
    }

    private Table table(String pass, List<String> notes) {
        return new Table(
                        "The road, step by step: " + pass,
                        List.of(
                                Column.text("Convolution"),
                                Column.number("Batch"),
                                Column.text("Step"),
                                Column.number("ms"),
                                Column.number("GFLOP/s"),
                                Column.number("Share of the peak"),
                                Column.number("Times the step before"),
                                Column.number("Times " + KernelResult.BASELINE)),
                        kernels.stream().flatMap(this::rows).toList(),
                        notes)
                .withoutEmptyColumns();
    }

    private Stream<List<String>> rows(KernelResult kernel) {
        var rows = new ArrayList<List<String>>();
        String before = "";
        for (var step : kernel.algorithms()) {
            var time = KernelResult.milliseconds(step, bootstrap);
            double rate = MicrobenchmarkOverviewTable.gigaflops(step, time);
            rows.add(List.of(
                    kernel.workload(),
                    Integer.toString(kernel.batchSize()),
                    step.algorithm(),
                    Numbers.withInterval(time),
                    Numbers.significant(rate),
                    peak.stream()
                            .map(samples -> Numbers.significant(100 * rate / samples.median()) + " %")
                            .findFirst()
                            .orElse(""),
                    speedUp(kernel, step, before),
                    step.algorithm().equals(KernelResult.BASELINE)
                            ? "1"
                            : speedUp(kernel, step, KernelResult.BASELINE)));
            before = step.algorithm();
        }
        return rows.stream();
    }

    private String speedUp(KernelResult kernel, Microbenchmark step, String over) {
        return kernel.speedUp(step, over, bootstrap).map(Numbers::withInterval).orElse(Numbers.NONE);
    }
}
