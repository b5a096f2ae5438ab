package org.scratchcnn.reports.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.scratchcnn.reports.chart.BarPanel.Bar;
import org.scratchcnn.reports.chart.BarPanel.Group;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.reports.statistics.Estimate;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/** How many times as long others take as one engine, as bars with their intervals. */
public final class RatioFigure {

    private static final int WIDTH = 760;
    private static final String NAME = "ratios";

    private RatioFigure() {}

    /** Ratios of one piece of work. */
    public record Work(String title, List<Ratio> ratios) {

        public Work {
            ratios = List.copyOf(ratios);
        }
    }

    /**
     * How many times as long another takes.
     *
     * @param name of the other
     * @param engine whose colour the bar has
     */
    public record Ratio(String name, String engine, Estimate estimate) {}

    /**
     * The figure; empty if there are no ratios.
     *
     * @param title of the figure
     * @param intervalNote what the subtitle also says of the intervals; empty where nothing
     */
    public static Optional<Figure> of(String title, List<Work> works, Optional<String> intervalNote) {
        var styles = SeriesStyle.byEngine(
                works.stream().flatMap(work -> work.ratios().stream().map(Ratio::engine)));
        var groups = new ArrayList<Group>();
        for (var work : works) {
            var bars = new ArrayList<Bar>();
            for (var ratio : work.ratios()) {
                var style = styles.get(ratio.engine());
                if (style != null) {
                    bars.add(new Bar(
                            ratio.name(),
                            style.color(),
                            ratio.estimate(),
                            Numbers.withInterval(ratio.estimate()) + " ×"));
                }
            }
            if (!bars.isEmpty()) {
                groups.add(new Group(work.title(), bars));
            }
        }
        if (groups.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Figure(
                NAME,
                title,
                "Ratio of median times%s; above 1 the others take longer.%s"
                        .formatted(
                                BarPanel.intervals(groups),
                                intervalNote.map(note -> " " + note).orElse("")),
                List.of(),
                List.of(new BarPanel("", "times as long", groups, Scale.ofRatios(BarPanel.ends(groups)), WIDTH)),
                1));
    }

    /**
     * Training steps of all other engines by those of each task's first; empty if no task has two.
     *
     * @param intervalNote what the subtitle also says of the intervals; empty where nothing
     */
    public static Optional<Figure> ofTasks(
            List<TaskResult> results, Optional<String> intervalNote, Bootstrap bootstrap) {
        var firsts = results.stream()
                .flatMap(
                        result -> result.engines().stream()
                                .filter(engine -> engine.timings(Operation.STEP).isPresent())
                                .findFirst()
                                .stream())
                .map(first -> first.engine())
                .distinct()
                .toList();
        var title = firsts.size() == 1
                ? "How many times as long a training step takes as with " + firsts.getFirst()
                : "How many times as long a training step takes as with each task's first engine";
        return of(
                title,
                results.stream().flatMap(result -> work(result, bootstrap)).toList(),
                intervalNote);
    }

    private static Stream<Work> work(TaskResult result, Bootstrap bootstrap) {
        var timed = result.engines().stream()
                .filter(engine -> engine.timings(Operation.STEP).isPresent())
                .toList();
        if (timed.size() < 2) {
            return Stream.empty();
        }
        var first = timed.getFirst().timings(Operation.STEP).orElseThrow();
        return Stream.of(new Work(
                "%s, batch of %d".formatted(result.caption(), result.batchSize()),
                timed.stream()
                        .skip(1)
                        .map(engine -> new Ratio(
                                result.label(engine),
                                engine.engine(),
                                bootstrap.ratioOfMedians(
                                        engine.timings(Operation.STEP).orElseThrow(), first)))
                        .toList()));
    }
}
