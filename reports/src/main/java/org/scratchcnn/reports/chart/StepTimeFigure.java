package org.scratchcnn.reports.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.scratchcnn.reports.chart.BarChart.Bar;
import org.scratchcnn.reports.chart.BarChart.Group;
import org.scratchcnn.reports.format.Numbers;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.reports.statistics.Bootstrap;
import org.scratchcnn.worker.EngineNames;
import org.scratchcnn.worker.record.TimingSeries.Operation;

/** Training steps as bars, by task and engine. */
public final class StepTimeFigure {

    private static final int WIDTH = 900;

    private StepTimeFigure() {}

    /** The figure; empty if no step may be published. */
    public static Optional<Figure> of(List<TaskResult> results, Bootstrap bootstrap) {
        var styles = EngineNames.allAnd(
                results.stream().flatMap(result -> result.engines().stream().map(result::label)));
        var groups = new ArrayList<Group>();
        for (var result : results) {
            var bars = new ArrayList<Bar>();
            for (var engine : result.engines()) {
                var label = result.label(engine);
                engine.timings(Operation.STEP)
                        .map(bootstrap::median)
                        .ifPresent(median -> bars.add(
                                new Bar(label, styles.indexOf(label), median, Numbers.withInterval(median) + " ms")));
            }
            if (!bars.isEmpty()) {
                groups.add(new Group(result.batchCaption(), bars));
            }
        }
        SequencedMap<String, List<Group>> charts = new LinkedHashMap<>();
        charts.put("Training step by engine, milliseconds per batch", groups);
        return BarChart.figure("training-steps", "Median%s; shorter is faster.", "ms", false, WIDTH, charts);
    }
}
