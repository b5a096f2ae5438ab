package org.scratchcnn.reports.content;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.scratchcnn.network.TaskSpec;
import org.scratchcnn.reports.chart.Figure;
import org.scratchcnn.reports.chart.RatioFigure;
import org.scratchcnn.reports.chart.RatioFigure.Ratio;
import org.scratchcnn.reports.chart.RatioFigure.Work;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.Attainment.Measured;
import org.scratchcnn.reports.result.Attainment.Missing;
import org.scratchcnn.reports.result.HeadlineResult;
import org.scratchcnn.reports.result.HeadlineResult.Row;
import org.scratchcnn.reports.result.KnownThroughputs;
import org.scratchcnn.reports.result.PeerCheck;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.reports.statistics.SamplesByStart;
import org.scratchcnn.reports.suite.Headline;
import org.scratchcnn.reports.suite.Peer;
import org.scratchcnn.reports.table.Column;
import org.scratchcnn.reports.table.Table;
import org.scratchcnn.worker.EngineNames;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/** How fast the library is beside its targets, and the times behind it. */
final class HeadlineTables {

    /** Stands where PyTorch is missing. */
    static final String PYTORCH_NOTE = "PyTorch takes part where it is built: ./mvnw -Ppytorch package -DskipTests";

    private final HeadlineResult result;
    private final Bootstrap bootstrap;

    HeadlineTables(HeadlineResult result, Bootstrap bootstrap) {
        this.result = result;
        this.bootstrap = bootstrap;
    }

    /** The targets, the times behind them, and the share of the machine's peak. */
    List<Table> all() {
        return List.of(ratios(), times(), shares());
    }

    /** How many times as long each peer takes, target by target. */
    private Table ratios() {
        var columns = Stream.concat(
                        Stream.of(Column.text("How many times as fast as")),
                        Arrays.stream(Peer.values()).map(peer -> Column.text(peer.title())))
                .toList();
        var rows = result.rows().stream()
                .map(row -> cells(row, Arrays.stream(Peer.values()).map(peer -> verdict(row, peer))))
                .toList();
        var notes = new ArrayList<String>();
        notes.add("≥ target: the peer's median time by that of %s [95 %% interval], by bootstrap over process starts,"
                        .formatted(Headline.ENGINE)
                + " then samples. A verdict with a question mark: the target is inside the interval.");
        notes.add("PyTorch: in whichever layout has the smaller median, row by row.");
        notes.add(throughputNote());
        if (result.rows().stream().map(row -> row.ratios().get(Peer.PYTORCH)).allMatch(Missing.class::isInstance)) {
            notes.add(PYTORCH_NOTE);
        }
        return new Table("%s beside its targets".formatted(Headline.ENGINE), columns, rows, notes);
    }

    /** Whether it was checked that peers are as fast as they should be. */
    private String throughputNote() {
        return switch (result.peerCheck()) {
            case PeerCheck.Against(var entry) ->
                "Peers' throughput: checked against what is known for machines of this class (%s). A ratio to a peer that came to less than %s of it is refused."
                        .formatted(entry.machine().title(), Numbers.percent(KnownThroughputs.LEAST_SHARE, 0));
            case PeerCheck.NotDone(var why) -> "Peers' throughput: not checked: %s.".formatted(why);
        };
    }

    /** The ratios as bars; empty if none was measured. */
    Optional<Figure> figure() {
        var works = result.rows().stream()
                .map(row -> new Work(
                        title(row.target().task(), row.target().operation()),
                        Arrays.stream(Peer.values())
                                .flatMap(peer -> ratio(row, peer).stream())
                                .toList()))
                .toList();
        return RatioFigure.of(
                "How many times as long the others take as " + Headline.ENGINE,
                works,
                IntervalNotes.ofStarts(samples(EngineNames.ALL)));
    }

    private static Optional<Ratio> ratio(Row row, Peer peer) {
        return row.ratios().get(peer) instanceof Measured measured
                ? Optional.of(new Ratio(peer.title(), peer.engines().getFirst(), measured.estimate()))
                : Optional.empty();
    }

    /** Every engine's time of every row. */
    private Table times() {
        var engines = EngineNames.ALL.stream()
                .filter(engine -> result.rows().stream()
                        .anyMatch(row -> row.milliseconds(engine).isPresent()))
                .toList();
        var rows = result.rows().stream()
                .map(row -> cells(row, engines.stream().map(engine -> milliseconds(row.milliseconds(engine)))))
                .toList();
        var notes = new ArrayList<String>();
        notes.add("Median [95 % interval], by bootstrap over process starts, then samples.");
        notes.addAll(starts(engines));
        return new Table(
                "Milliseconds behind these ratios",
                Stream.concat(
                                Stream.of(Column.text("Operation")),
                                engines.stream().map(Column::number))
                        .toList(),
                rows,
                notes);
    }

    /** What whole training steps make of the machine's peak. */
    private Table shares() {
        var rows = result.shares().stream()
                .map(share -> List.of(
                        title(share.task(), Operation.STEP),
                        Integer.toString(share.threads()),
                        Numbers.significant(share.nominalFlops() / 1e9),
                        milliseconds(share.milliseconds()),
                        share.peak().map(this::median).orElse("not measured"),
                        Verdict.of(share.share()),
                        share.direct().map(Numbers::withInterval).orElse(Numbers.NONE)))
                .toList();
        var notes = new ArrayList<String>();
        notes.add(
                "GFLOP: two for each multiply–accumulate of direct convolutions, forward and for both gradients, less the"
                        + " first layer's gradient by input; the same for Winograd's algorithm, which does fewer.");
        notes.add(
                "Peak: fused multiply-adds in registers, on as many threads; median of the readings before, between and"
                        + " after the runs [95 % interval].");
        if (result.shares().stream().anyMatch(share -> share.peak().isEmpty())) {
            notes.add(
                    "The peak needs SIMD through the Vector API; this JVM was without, so there is none to compare with.");
        }
        return new Table(
                "Share of the FMA peak",
                List.of(
                        Column.text("Operation"),
                        Column.number("Threads"),
                        Column.number("GFLOP"),
                        Column.number(Headline.ENGINE + ", ms"),
                        Column.number("Peak, GFLOP/s"),
                        Column.text("Share of the peak, %"),
                        Column.number("With DIRECT only, %")),
                rows,
                notes);
    }

    private static List<String> cells(Row row, Stream<String> others) {
        return Stream.concat(Stream.of(title(row.target().task(), row.target().operation())), others)
                .toList();
    }

    /** Empty where there is no target. */
    private static String verdict(Row row, Peer peer) {
        var attainment = row.ratios().get(peer);
        return attainment == null ? "" : Verdict.of(attainment);
    }

    /** For example {@code training step, fashion-cnn, batch 32}. */
    private static String title(TaskSpec task, Operation operation) {
        String words = switch (operation) {
            case STEP -> "training step, %s, batch %d";
            case FORWARD -> "forward only, %s, batch %d";
            case FORWARD_BACKWARD -> "forward and backward, %s, batch %d";
            case FORWARD_ONE -> "one image, forward (latency), %s";
        };
        return words.formatted(task.network().name(), task.training().batchSize());
    }

    private String milliseconds(Optional<SamplesByStart> samples) {
        return samples.map(this::median).orElse(Numbers.NONE);
    }

    private String median(SamplesByStart samples) {
        return Numbers.withInterval(bootstrap.median(samples));
    }

    /** In how many processes each engine was measured. */
    private List<String> starts(List<String> engines) {
        var samples = samples(engines).toList();
        var counts = samples.stream().mapToInt(times -> times.starts().size()).summaryStatistics();
        var notes = new ArrayList<String>();
        if (counts.getMax() > 1) {
            notes.add(
                    counts.getMin() == counts.getMax()
                            ? "Each engine was started %d times for each row.".formatted(counts.getMax())
                            : "Each engine was started %d to %d times for each row."
                                    .formatted(counts.getMin(), counts.getMax()));
        }
        IntervalNotes.ofStarts(samples.stream()).ifPresent(notes::add);
        return notes;
    }

    private Stream<SamplesByStart> samples(List<String> engines) {
        return result.rows().stream()
                .flatMap(row -> engines.stream().flatMap(engine -> row.milliseconds(engine).stream()));
    }
}
