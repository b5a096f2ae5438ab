package org.scratchcnn.reports.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.ColdStartResult;
import org.scratchcnn.reports.result.ColdStartResult.Quantity;
import org.scratchcnn.reports.result.EngineResult;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.reports.statistics.SamplesByStart;
import org.scratchcnn.reports.suite.ColdStart;
import org.scratchcnn.reports.suite.Peer;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/** How soon each engine trains, and in how much memory. */
final class ColdStartTables {

    private static final List<Peer> PEERS = List.of(Peer.DL4J, Peer.PYTORCH);

    private final ColdStartResult result;
    private final Bootstrap bootstrap;

    ColdStartTables(ColdStartResult result, Bootstrap bootstrap) {
        this.result = result;
        this.bootstrap = bootstrap;
    }

    List<Table> all() {
        return List.of(
                table(
                        "Cold start: milliseconds from the start of the virtual machine",
                        List.of(Quantity.FIRST_STEP, Quantity.HUNDRED_STEPS),
                        "What the measuring itself takes, reading the request and drawing batches and initial weights,"
                                + " is left out."),
                table(
                        "Memory: the most that the process had in use, MiB",
                        List.of(Quantity.MEMORY_OF_HUNDRED_STEPS, Quantity.MEMORY),
                        "Peak resident set (VmHWM), with the virtual machine, its heap and native libraries. What counts is"
                                + " the library with the heap that takes the least memory and keeps %s of its speed."
                                        .formatted(Numbers.percent(ColdStart.KEPT_SPEED, 0))));
    }

    private Table table(String caption, List<Quantity> quantities, String note) {
        var columns = new ArrayList<Column>();
        columns.add(Column.text("Engine"));
        for (var quantity : quantities) {
            columns.add(Column.number(heading(quantity)));
            PEERS.forEach(peer -> columns.add(Column.number("times, " + peer.title())));
        }
        columns.add(Column.number("Step, ms"));
        var rows =
                result.engines().stream().map(engine -> row(engine, quantities)).toList();
        var notes = new ArrayList<String>();
        notes.add("Training of %s, batches of %d, from a fresh process on; median [95 %% interval] over process starts."
                .formatted(result.task().task().network().name(), result.task().batchSize()));
        notes.add("Times: how many times as much the peer takes, PyTorch in its better layout; above 1 is less than it."
                + " A verdict with a question mark: the target is inside the interval.");
        notes.add(note);
        IntervalNotes.ofStarts(result.engines().stream()
                        .flatMap(engine ->
                                quantities.stream().flatMap(quantity -> result.values(engine, quantity).stream())))
                .ifPresent(notes::add);
        return new Table(caption, columns, rows, notes).withoutEmptyColumns();
    }

    private List<String> row(EngineResult engine, List<Quantity> quantities) {
        var cells = new ArrayList<String>();
        cells.add(result.task().label(engine));
        for (var quantity : quantities) {
            cells.add(median(result.values(engine, quantity)).orElse(Numbers.NONE));
            PEERS.forEach(peer -> cells.add(times(engine, quantity, peer)));
        }
        cells.add(median(engine.timings(Operation.STEP)).orElse(""));
        return cells;
    }

    private Optional<String> median(Optional<SamplesByStart> samples) {
        return samples.map(bootstrap::median).map(Numbers::withInterval);
    }

    private String times(EngineResult engine, Quantity quantity, Peer peer) {
        if (peer.engines().contains(engine.engine())) {
            return "";
        }
        return result.candidate(quantity)
                .filter(engine::equals)
                .flatMap(_ -> result.attainment(quantity, peer, bootstrap))
                .map(Verdict::of)
                .or(() -> result.ratio(engine, quantity, peer, bootstrap).map(Numbers::withInterval))
                .orElse(Numbers.NONE);
    }

    private static String heading(Quantity quantity) {
        return switch (quantity) {
            case FIRST_STEP -> "to the first step";
            case HUNDRED_STEPS -> "to step %d".formatted(ColdStart.HUNDREDTH);
            case MEMORY_OF_HUNDRED_STEPS -> "after step %d".formatted(ColdStart.HUNDREDTH);
            case MEMORY -> "after step %d".formatted(ColdStart.LAST);
        };
    }
}
