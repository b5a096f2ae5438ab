package org.scratchcnn.reports.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.scratchcnn.engine.EpochResult;
import org.scratchcnn.reports.chart.Figure.Panel;
import org.scratchcnn.reports.result.EngineResult;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.worker.EngineNames;
import org.scratchcnn.worker.record.EngineRun;

/** Loss and accuracy by epoch, with a line for each engine. */
public final class LearningCurvesFigure {

    private static final int WIDTH = 560;
    private static final int HEIGHT = 380;
    /** A line through more points would look the same, and its SVG file would be large. */
    private static final int MAX_POINTS = 120;

    private final TaskResult result;
    private final List<EngineResult> engines;
    private final int epochs;

    private LearningCurvesFigure(TaskResult result) {
        this.result = result;
        this.engines = result.engines().stream()
                .filter(engine -> !engine.completed().isEmpty())
                .toList();
        this.epochs = engines.stream()
                .flatMap(engine -> engine.completed().stream())
                .mapToInt(run -> run.epochs().size())
                .max()
                .orElse(0);
    }

    /** The figure; empty if no engine trained for more than one epoch. */
    public static Optional<Figure> of(TaskResult result) {
        return Optional.of(new LearningCurvesFigure(result))
                .filter(curves -> curves.epochs > 1)
                .map(LearningCurvesFigure::figure);
    }

    private Figure figure() {
        return new Figure(
                result.title() + "-learning-curves",
                "Solid: on the %s samples, mean over the seeds; faint: each of several seeds. Dashed: training loss, mean over the epoch."
                        .formatted(result.evaluatedOn()),
                List.of(
                        panel(
                                "loss",
                                "mean loss",
                                epoch -> epoch.evaluation().loss(),
                                Optional.of(EpochResult::trainingLoss)),
                        panel(
                                "accuracy",
                                "accuracy, %",
                                epoch -> 100 * epoch.evaluation().accuracy(),
                                Optional.empty())));
    }

    private Panel panel(
            String what,
            String yAxis,
            ToDoubleFunction<EpochResult> evaluated,
            Optional<ToDoubleFunction<EpochResult>> trained) {
        var title = "%s: %s by epoch".formatted(result.caption(), what);
        return new Panel(title + ". Lines by engine, whose ends are in the table of accuracies", () -> {
            var chart = ChartStyle.chart(title, "epoch", yAxis, WIDTH, HEIGHT);
            chart.getStyler()
                    .setXAxisMin(0.0)
                    .setXAxisTickMarkSpacingHint(60)
                    .setLegendVisible(true)
                    .setLegendPosition(trained.isPresent() ? LegendPosition.InsideNE : LegendPosition.InsideSE);
            addLines(chart, evaluated, false);
            trained.ifPresent(value -> addLines(chart, value, true));
            return chart;
        });
    }

    /** Thick lines first: where engines agree, the thinner ones stay visible on top. */
    private void addLines(XYChart chart, ToDoubleFunction<EpochResult> value, boolean dashed) {
        var styles = EngineNames.allAnd(engines.stream().map(result::label));
        float width = dashed ? 1.3f : 1.8f + 1.3f * (engines.size() - 1);
        for (var engine : engines) {
            var runs = engine.completed();
            var color = ChartStyle.color(styles.indexOf(result.label(engine)));
            if (runs.size() > 1 && !dashed) {
                var faint = new Color(color.getRed(), color.getGreen(), color.getBlue(), 70);
                runs.forEach(run -> add(chart, List.of(run), value, faint, new BasicStroke(1))
                        .setShowInLegend(false));
            }
            var stroke = dashed
                    ? new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {5, 4}, 0)
                    : new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
            add(chart, runs, value, color, stroke)
                    .setLabel(result.label(engine))
                    .setShowInLegend(!dashed);
            width -= dashed ? 0 : 1.3f;
        }
    }

    private XYSeries add(
            XYChart chart, List<EngineRun> runs, ToDoubleFunction<EpochResult> value, Color color, BasicStroke stroke) {
        var x = new ArrayList<Double>();
        var y = new ArrayList<Double>();
        int stride = Math.ceilDiv(epochs, MAX_POINTS);
        for (int number = 1; number <= epochs; number++) {
            if (number == 1 || number == epochs || number % stride == 0) {
                double epoch = number;
                runs.stream()
                        .flatMap(run -> run.epochs().stream())
                        .filter(each -> each.epoch() == epoch)
                        .mapToDouble(value)
                        .average()
                        .ifPresent(mean -> {
                            x.add(epoch);
                            y.add(mean);
                        });
            }
        }
        var series = chart.addSeries(
                String.format(Locale.ROOT, "%d", chart.getSeriesCollection().size()), x, y);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(color);
        series.setLineStyle(stroke);
        return series;
    }
}
