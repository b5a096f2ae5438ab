package org.scratchcnn.reports.chart;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.scratchcnn.reports.chart.BarChart.Bar;
import org.scratchcnn.reports.chart.BarChart.Group;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.Doubt;
import org.scratchcnn.reports.result.EngineResult;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.reports.statistics.Estimate;
import org.scratchcnn.worker.EngineNames;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/** How many times as long others take as one engine, as bars with their intervals. */
public final class RatioFigure {

    private static final int WIDTH = 760;
    private static final String TITLE = "How many times as long a training step takes as with ";

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

    /** The figure; empty if there are no ratios. */
    public static Optional<Figure> of(String title, List<Work> works) {
        var styles = EngineNames.allAnd(
                works.stream().flatMap(work -> work.ratios().stream().map(Ratio::engine)));
        var groups = works.stream()
                .filter(work -> !work.ratios().isEmpty())
                .map(work -> new Group(
                        work.title(),
                        work.ratios().stream()
                                .map(ratio -> new Bar(
                                        ratio.name(),
                                        styles.indexOf(ratio.engine()),
                                        ratio.estimate(),
                                        Numbers.withInterval(ratio.estimate()) + " ×"))
                                .toList()))
                .toList();
        return groups.isEmpty()
                ? Optional.empty()
                : Optional.of(new Figure(
                        "ratios",
                        "Ratio of median times%s; above 1 the others take longer."
                                .formatted(BarChart.intervals(groups)),
                        List.of(BarChart.of(title, "times as long", groups, groups, true, WIDTH))));
    }

    /**
     * Training steps of all other engines by those of each task's first, where they allow a verdict; empty if none do.
     */
    public static Optional<Figure> ofTasks(List<TaskResult> results, Bootstrap bootstrap) {
        var firsts = results.stream()
                .flatMap(result -> timed(result).stream().limit(1))
                .map(EngineResult::engine)
                .distinct()
                .toList();
        return of(
                TITLE + (firsts.size() == 1 ? firsts.getFirst() : "each task's first engine"),
                results.stream().flatMap(result -> work(result, bootstrap)).toList());
    }

    private static Stream<Work> work(TaskResult result, Bootstrap bootstrap) {
        var timed = timed(result);
        if (timed.size() < 2) {
            return Stream.empty();
        }
        var first = timed.getFirst().timings(Operation.STEP).orElseThrow();
        return Stream.of(new Work(
                result.batchCaption(),
                timed.stream()
                        .skip(1)
                        .filter(engine -> Stream.of(timed.getFirst(), engine)
                                .allMatch(each ->
                                        Doubt.about(each, Operation.STEP).isEmpty()))
                        .map(engine -> new Ratio(
                                result.label(engine),
                                engine.engine(),
                                bootstrap.ratioOfMedians(
                                        engine.timings(Operation.STEP).orElseThrow(), first)))
                        .toList()));
    }

    private static List<EngineResult> timed(TaskResult result) {
        return result.engines().stream()
                .filter(engine -> engine.timings(Operation.STEP).isPresent())
                .toList();
    }
}
