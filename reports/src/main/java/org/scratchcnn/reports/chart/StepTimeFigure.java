package org.scratchcnn.reports.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.scratchcnn.reports.chart.BarPanel.Bar;
import org.scratchcnn.reports.chart.BarPanel.Group;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/** Training steps as bars, by task and engine. */
public final class StepTimeFigure {

    private static final int WIDTH = 900;

    private StepTimeFigure() {}

    /**
     * The figure; empty if no step may be published.
     *
     * @param intervalNote what the subtitle also says of the intervals; empty where nothing
     */
    public static Optional<Figure> of(List<TaskResult> results, Optional<String> intervalNote, Bootstrap bootstrap) {
        var styles = SeriesStyle.byEngine(
                results.stream().flatMap(result -> result.engines().stream().map(result::label)));
        var groups = new ArrayList<Group>();
        var sources = new ArrayList<String>();
        for (var result : results) {
            var bars = new ArrayList<Bar>();
            for (var engine : result.engines()) {
                engine.timings(Operation.STEP).map(bootstrap::median).ifPresent(median -> {
                    var style = styles.get(result.label(engine));
                    if (style != null) {
                        bars.add(new Bar(
                                result.label(engine), style.color(), median, Numbers.withInterval(median) + " ms"));
                    }
                });
            }
            if (!bars.isEmpty()) {
                groups.add(new Group("%s, batch of %d".formatted(result.caption(), result.batchSize()), bars));
                sources.add(result.data().name());
            }
        }
        if (groups.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Figure(
                "training-steps",
                "Training step by engine on " + sources.stream().distinct().collect(Collectors.joining(", ")),
                "Median milliseconds per batch%s; shorter is faster.%s"
                        .formatted(
                                BarPanel.intervals(groups),
                                intervalNote.map(note -> " " + note).orElse("")),
                List.of(),
                List.of(new BarPanel("", "ms", groups, Scale.fitting(BarPanel.ends(groups)), WIDTH)),
                1));
    }
}
