package org.scratchcnn.reports.chart;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.scratchcnn.reports.chart.BarChart.Bar;
import org.scratchcnn.reports.chart.BarChart.Group;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.statistics.Estimate;
import org.scratchcnn.worker.EngineNames;

/** How many times as long others take as one engine, as bars with their intervals. */
public final class RatioFigure {

    private static final int WIDTH = 760;

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
        SequencedMap<String, List<Group>> charts = new LinkedHashMap<>();
        charts.put(title, groups);
        return BarChart.figure(
                "ratios",
                "Ratio of median times%s; above 1 the others take longer.",
                "times as long",
                true,
                WIDTH,
                charts);
    }
}
