package org.scratchcnn.reports.content;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.LargeConvolutionResult;
import org.scratchcnn.reports.result.LargeConvolutionResult.Row;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.reports.suite.LargeConvolutions;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.EngineNames;
import org.scratchcnn.worker.record.ComparisonRecord;
import org.scratchcnn.worker.record.Microbenchmark;

/** How fast large convolutions are beside PyTorch's and beside the machine's peak. */
final class LargeConvolutionTable {

    private LargeConvolutionTable() {}

    static Table of(ComparisonRecord record, LargeConvolutionResult result, Bootstrap bootstrap) {
        var columns = new ArrayList<Column>();
        columns.add(Column.text("Convolution"));
        columns.add(Column.text("Pass"));
        Stream.concat(Stream.of(EngineNames.SCRATCH), LargeConvolutions.PEERS.stream())
                .forEach(engine -> {
                    columns.add(Column.number(engine + ", ms"));
                    columns.add(Column.number("GFLOP/s"));
                });
        columns.add(Column.text("How many times as fast as PyTorch"));
        columns.add(Column.text("Share of the FMA peak, %"));
        return new Table(
                "Large convolutions beside their targets",
                columns,
                result.rows().stream().map(row -> cells(row, bootstrap)).toList(),
                notes(record, result));
    }

    private static List<String> cells(Row row, Bootstrap bootstrap) {
        var cells = new ArrayList<String>();
        cells.add(row.shape().toString());
        cells.add(row.pass().title());
        addTime(cells, row, LargeConvolutions.ALGORITHM, "not measured", bootstrap);
        LargeConvolutions.PEERS.forEach(peer -> addTime(cells, row, peer, "not built", bootstrap));
        cells.add(Verdict.of(row.ratio()));
        cells.add(row.share().map(Verdict::of).orElse(""));
        return cells;
    }

    private static void addTime(List<String> cells, Row row, String algorithm, String otherwise, Bootstrap bootstrap) {
        var time = row.milliseconds(algorithm).map(bootstrap::median);
        cells.add(time.map(Numbers::withInterval).orElse(row.failed().contains(algorithm) ? "failed" : otherwise));
        cells.add(time.flatMap(median ->
                        row.kernel().map(kernel -> row.shape().nominalFlops(kernel.batchSize()) / median.value() / 1e6))
                .map(Numbers::significant)
                .orElse(Numbers.NONE));
    }

    private static List<String> notes(ComparisonRecord record, LargeConvolutionResult result) {
        var notes = new ArrayList<String>();
        notes.add("Batches of %d images; a bias for each output channel, whose gradient comes with that by weight."
                .formatted(LargeConvolutions.BATCH_SIZE));
        notes.add(
                "ms: median [95 % interval], by bootstrap over process starts, then iterations. Each operation gets its"
                        + " weights as they are after an update, and brings them into the order that it needs.");
        notes.add("GFLOP/s: the work of the direct method, whatever the algorithm, by the median time.");
        notes.add("How many times as fast: PyTorch's median time in its better layout, pass by pass, by that of %s."
                .formatted(EngineNames.SCRATCH));
        notes.add("Peak: fused multiply-adds in registers on as many threads, read before and between the convolutions."
                + " A verdict with a question mark: the target is inside the interval.");
        if (result.rows().stream()
                .allMatch(row -> LargeConvolutions.PEERS.stream()
                        .allMatch(peer -> row.milliseconds(peer).isEmpty()
                                && !row.failed().contains(peer)))) {
            notes.add("PyTorch takes part where it is built: ./mvnw -Ppytorch package -DskipTests");
        }
        IntervalNotes.ofForks(result.rows().stream()
                        .flatMap(row -> row.kernel().stream())
                        .toList())
                .ifPresent(notes::add);
        record.microbenchmarks().stream()
                .map(Microbenchmark::protocol)
                .distinct()
                .map(protocol -> "Protocol: " + protocol)
                .forEach(notes::add);
        return notes;
    }
}
