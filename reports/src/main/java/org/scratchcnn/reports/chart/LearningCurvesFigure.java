package org.scratchcnn.reports.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
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
    /** Beyond this ratio of the largest to the smallest loss, its axis is logarithmic. */
    private static final double MAX_LINEAR_RATIO = 10;
    /** With more epochs markers would run together. */
    private static final int MAX_MARKED_EPOCHS = 30;

    /** A line through more points would look the same, and its SVG file would be large. */
    private static final int MAX_POINTS = 120;

    private static final float THINNEST = 1.8f;
    private static final float THICKER = 1.3f;
    private static final int SEED_OPACITY = 70;

    private final TaskResult result;
    private final List<EngineResult> engines;
    private final int epochs;
    private final int stride;

    private LearningCurvesFigure(TaskResult result, List<EngineResult> engines) {
        this.result = result;
        this.engines = engines;
        this.epochs = engines.stream()
                .flatMap(engine -> engine.completed().stream())
                .mapToInt(run -> run.epochs().size())
                .max()
                .orElse(0);
        this.stride = Math.ceilDiv(epochs, MAX_POINTS);
    }

    /** The figure; empty if no engine trained for more than one epoch. */
    public static Optional<Figure> of(TaskResult result) {
        var engines = result.engines().stream()
                .filter(engine -> !engine.completed().isEmpty())
                .toList();
        return Optional.of(new LearningCurvesFigure(result, engines))
                .filter(curves -> curves.epochs > 1)
                .map(LearningCurvesFigure::figure);
    }

    private Figure figure() {
        boolean severalSeeds =
                engines.stream().anyMatch(engine -> engine.completed().size() > 1);
        return new Figure(
                result.title() + "-learning-curves",
                "Solid: on the %s samples. Dashed: training loss, mean over the epoch.%s"
                        .formatted(
                                result.evaluatedOn(), severalSeeds ? " Means over the seeds; faint: each seed." : ""),
                List.of(panel("loss", "mean loss", this::loss), panel("accuracy", "accuracy, %", this::accuracy)));
    }

    private Panel panel(String what, String yAxis, Supplier<XYChart> chart) {
        return Panel.ofLines(title(what), "epoch", yAxis, chart);
    }

    private String title(String what) {
        return "%s: %s by epoch".formatted(result.caption(), what);
    }

    private XYChart loss() {
        var chart = chart("loss", "Mean loss", LegendPosition.InsideNE);
        ToDoubleFunction<EpochResult> evaluation = epoch -> epoch.evaluation().loss();
        addLines(chart, "evaluation", evaluation, false);
        addLines(chart, "training", EpochResult::trainingLoss, true);
        var losses = engines.stream()
                .flatMap(engine -> engine.completed().stream())
                .flatMap(run -> run.epochs().stream())
                .flatMapToDouble(epoch -> DoubleStream.of(epoch.trainingLoss(), evaluation.applyAsDouble(epoch)))
                .summaryStatistics();
        if (losses.getMin() > 0 && losses.getMax() / losses.getMin() > MAX_LINEAR_RATIO) {
            ChartStyle.logarithmicY(chart);
            chart.setYAxisTitle("Mean loss, logarithmic");
        }
        return chart;
    }

    private XYChart accuracy() {
        var chart = chart("accuracy", "Accuracy, %", LegendPosition.InsideSE);
        addLines(chart, "evaluation", epoch -> 100 * epoch.evaluation().accuracy(), false);
        return chart;
    }

    private XYChart chart(String what, String yAxis, LegendPosition legend) {
        var chart = ChartStyle.chart(title(what), "Epoch", yAxis, WIDTH, HEIGHT);
        chart.getStyler().setMarkerSize(7).setLegendVisible(true).setLegendPosition(legend);
        if (epochs > MAX_MARKED_EPOCHS) {
            chart.getStyler().setXAxisMin(0.0);
        }
        return chart;
    }

    /** Thick lines first: where engines agree, the thinner ones stay visible on top. */
    private void addLines(XYChart chart, String name, ToDoubleFunction<EpochResult> value, boolean dashed) {
        var styles = EngineNames.allAnd(engines.stream().map(result::label));
        for (int i = 0; i < engines.size(); i++) {
            var label = result.label(engines.get(i));
            var runs = engines.get(i).completed();
            int style = styles.indexOf(label);
            var color = ChartStyle.color(style);
            if (runs.size() > 1 && !dashed) {
                for (var run : runs) {
                    var series = add(
                            chart, String.format(Locale.ROOT, "%s %d %d", name, i, run.seed()), List.of(run), value);
                    series.setLineColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), SEED_OPACITY));
                    series.setLineStyle(new BasicStroke(1));
                }
            }
            float width = dashed ? THINNEST * 0.7f : THINNEST + THICKER * (engines.size() - 1 - i);
            var mean = add(chart, String.format(Locale.ROOT, "%s %d", name, i), runs, value);
            mean.setLabel(label).setShowInLegend(!dashed);
            mean.setLineColor(color);
            mean.setMarkerColor(color);
            if (!dashed && epochs <= MAX_MARKED_EPOCHS) {
                mean.setMarker(ChartStyle.marker(style));
            }
            mean.setLineStyle(new BasicStroke(
                    width,
                    dashed ? BasicStroke.CAP_BUTT : BasicStroke.CAP_ROUND,
                    BasicStroke.JOIN_ROUND,
                    1,
                    dashed ? new float[] {5, 4} : null,
                    0));
        }
    }

    private XYSeries add(XYChart chart, String name, List<EngineRun> runs, ToDoubleFunction<EpochResult> value) {
        var x = new ArrayList<Double>();
        var y = new ArrayList<Double>();
        IntStream.rangeClosed(1, epochs)
                .filter(epoch -> epoch == 1 || epoch == epochs || epoch % stride == 0)
                .forEach(number -> runs.stream()
                        .flatMap(run -> run.epochs().stream())
                        .filter(epoch -> epoch.epoch() == number)
                        .mapToDouble(value)
                        .average()
                        .ifPresent(mean -> {
                            x.add((double) number);
                            y.add(mean);
                        }));
        var series = chart.addSeries(name, x, y);
        series.setMarker(SeriesMarkers.NONE);
        series.setShowInLegend(false);
        return series;
    }
}
