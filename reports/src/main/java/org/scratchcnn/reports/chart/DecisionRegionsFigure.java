package org.scratchcnn.reports.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.scratchcnn.reports.chart.LegendEntry.Symbol;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.worker.record.DecisionRegions;
import org.scratchcnn.worker.record.EngineRun;

/** Points of the plane and what each engine's network says about the plane. */
public final class DecisionRegionsFigure {

    private DecisionRegionsFigure() {}

    /** The figure; empty if no run has regions. */
    public static Optional<Figure> of(TaskResult result) {
        var panels = new ArrayList<Panel>();
        for (var engine : result.engines()) {
            var run = engine.completed().stream()
                    .filter(candidate -> candidate.regions() != null)
                    .findFirst();
            run.ifPresent(first -> {
                DecisionRegions regions = first.regions();
                if (regions != null) {
                    if (panels.isEmpty()) {
                        panels.add(RegionPanel.pointsOnly("Test points, seed " + first.seed(), regions));
                    }
                    panels.add(RegionPanel.regions(
                            "%s, seed %d: %s right".formatted(result.label(engine), first.seed(), accuracy(first)),
                            regions));
                }
            });
        }
        if (panels.isEmpty()) {
            return Optional.empty();
        }
        int classes = result.task().data().dataSet().classes();
        List<LegendEntry> legend = IntStream.range(0, classes)
                .mapToObj(label -> new LegendEntry("class " + label, SeriesStyle.of(label), Symbol.DOT))
                .toList();
        return Optional.of(new Figure(
                result.title() + "-decision-regions",
                "%s: data and decision regions".formatted(result.caption()),
                "Dots: test points in their class's colour. Areas: the class that the trained network says, in a light tint of its colour.",
                legend,
                panels,
                panels.size() == 4 ? 2 : 3));
    }

    private static String accuracy(EngineRun run) {
        var test = run.test();
        return test == null ? "–" : String.format(Locale.ROOT, "%.1f %%", 100 * test.accuracy());
    }
}
