package org.scratchcnn.reports.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.scratchcnn.engine.EpochResult;
import org.scratchcnn.reports.chart.LegendEntry.Symbol;
import org.scratchcnn.reports.result.EngineResult;
import org.scratchcnn.reports.result.TaskResult;
import org.scratchcnn.worker.record.EngineRun;

/** Loss and accuracy by epoch, side by side, with a line for each engine. */
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
    private final List<SeriesStyle> styles;
    private final int epochs;
    private final int stride;

    private LearningCurvesFigure(TaskResult result, List<EngineResult> engines) {
        this.result = result;
        this.engines = engines;
        var byEngine = SeriesStyle.byEngine(engines.stream().map(result::label));
        this.styles = engines.stream()
                .map(engine -> byEngine.get(result.label(engine)))
                .toList();
        this.epochs = engines.stream()
                .flatMap(engine -> engine.completed().stream())
                .mapToInt(run -> run.epochs().size())
                .max()
                .orElse(0);
        this.stride = Math.ceilDiv(epochs, MAX_POINTS);
    }

    /** The figure; empty if no engine trained. */
    public static Optional<Figure> of(TaskResult result) {
        var engines = result.engines().stream()
                .filter(engine -> !engine.completed().isEmpty())
                .toList();
        return engines.isEmpty() ? Optional.empty() : Optional.of(new LearningCurvesFigure(result, engines).figure());
    }

    private Figure figure() {
        String samples = result.task().data().validation() > 0 ? "validation" : "test";
        boolean severalSeeds =
                engines.stream().anyMatch(engine -> engine.completed().size() > 1);
        var legend = IntStream.range(0, engines.size())
                .mapToObj(i -> new LegendEntry(result.label(engines.get(i)), styles.get(i), Symbol.LINE))
                .toList();
        return new Figure(
                result.title() + "-learning-curves",
                "%s: loss and accuracy by epoch".formatted(result.caption()),
                "Solid: on the %s samples. Dashed: training loss, mean over the epoch.%s%s"
                        .formatted(
                                samples,
                                severalSeeds ? " Means over the seeds; faint: each seed." : "",
                                stride > 1 ? " Every %d epochs.".formatted(stride) : ""),
                legend,
                List.of(new XChartPanel(lossChart()), new XChartPanel(accuracyChart())),
                2);
    }

    private XYChart chart(String title, String yAxis) {
        var chart = XChartPanel.lineChart(title, "Epoch", yAxis, WIDTH, HEIGHT);
        if (epochs > MAX_MARKED_EPOCHS) {
            chart.getStyler().setXAxisMin(0.0);
        }
        return chart;
    }

    private XYChart lossChart() {
        var chart = chart("Loss", "Mean loss");
        ToDoubleFunction<EpochResult> evaluation = epoch -> epoch.evaluation().loss();
        addLines(chart, "evaluation", evaluation, false);
        addLines(chart, "training", EpochResult::trainingLoss, true);
        double[] losses = engines.stream()
                .flatMap(engine -> engine.completed().stream())
                .flatMap(run -> run.epochs().stream())
                .flatMapToDouble(epoch -> DoubleStream.of(epoch.trainingLoss(), evaluation.applyAsDouble(epoch)))
                .toArray();
        double max = Arrays.stream(losses).max().orElseThrow();
        double min = Arrays.stream(losses).min().orElseThrow();
        if (min > 0 && max / min > MAX_LINEAR_RATIO) {
            XChartPanel.logarithmicY(chart);
            chart.setYAxisTitle("Mean loss, logarithmic");
        }
        return chart;
    }

    private XYChart accuracyChart() {
        var chart = chart("Accuracy", "Accuracy, %");
        addLines(chart, "evaluation", epoch -> 100 * epoch.evaluation().accuracy(), false);
        return chart;
    }

    /** Thick lines first: where engines agree, the thinner ones stay visible on top. */
    private void addLines(XYChart chart, String name, ToDoubleFunction<EpochResult> value, boolean dashed) {
        chart.getStyler().setMarkerSize(7);
        for (int i = 0; i < engines.size(); i++) {
            var runs = engines.get(i).completed();
            if (runs.size() > 1 && !dashed) {
                for (var run : runs) {
                    addSeed(
                            chart,
                            "%s %d %d".formatted(name, i, run.seed()),
                            run,
                            value,
                            styles.get(i).color());
                }
            }
            float width = dashed ? THINNEST * 0.7f : THINNEST + THICKER * (engines.size() - 1 - i);
            addMean(chart, "%s %d".formatted(name, i), runs, value, styles.get(i), width, dashed);
        }
    }

    private void addSeed(XYChart chart, String name, EngineRun run, ToDoubleFunction<EpochResult> value, Color color) {
        var drawn = run.epochs().stream().filter(epoch -> drawn(epoch.epoch())).toList();
        double[] x = drawn.stream().mapToDouble(EpochResult::epoch).toArray();
        double[] y = drawn.stream().mapToDouble(value).toArray();
        var series = chart.addSeries(name, x, y);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), SEED_OPACITY));
        series.setLineStyle(new BasicStroke(1));
    }

    private boolean drawn(int epoch) {
        return epoch == 1 || epoch == epochs || epoch % stride == 0;
    }

    private void addMean(
            XYChart chart,
            String name,
            List<EngineRun> runs,
            ToDoubleFunction<EpochResult> value,
            SeriesStyle style,
            float width,
            boolean dashed) {
        var x = new ArrayList<Double>();
        var y = new ArrayList<Double>();
        for (int number : IntStream.rangeClosed(1, epochs).filter(this::drawn).toArray()) {
            runs.stream()
                    .flatMap(run -> run.epochs().stream())
                    .filter(epoch -> epoch.epoch() == number)
                    .mapToDouble(value)
                    .average()
                    .ifPresent(mean -> {
                        x.add((double) number);
                        y.add(mean);
                    });
        }
        var series = chart.addSeries(name, x, y);
        series.setLineColor(style.color());
        series.setMarkerColor(style.color());
        series.setMarker(dashed || epochs > MAX_MARKED_EPOCHS ? SeriesMarkers.NONE : style.marker());
        series.setLineStyle(
                dashed
                        ? new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {5, 4}, 0)
                        : new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    }
}
