package org.scratchcnn.reports.chart;

import java.awt.BasicStroke;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.scratchcnn.History;
import org.scratchcnn.reports.chart.Figure.Panel;

/** How a model learned: loss and accuracy by epoch, on the training samples and on those held back. */
public final class HistoryFigure {

    private static final int WIDTH = 560;
    private static final int HEIGHT = 380;

    private HistoryFigure() {}

    /** The loss. */
    public static Figure loss(String name, History history) {
        return figure(
                name + "-loss",
                "Mean loss by epoch",
                "loss",
                history,
                History.Epoch::loss,
                validation -> validation.loss());
    }

    /** The accuracy; empty for a model that gives values. */
    public static Optional<Figure> accuracy(String name, History history) {
        return history.epochs().stream().anyMatch(epoch -> Double.isNaN(epoch.accuracy()))
                ? Optional.empty()
                : Optional.of(figure(
                        name + "-accuracy",
                        "Accuracy by epoch",
                        "accuracy, %",
                        history,
                        epoch -> 100 * epoch.accuracy(),
                        validation -> 100 * validation.accuracy()));
    }

    private static Figure figure(
            String name,
            String title,
            String yAxis,
            History history,
            ToDoubleFunction<History.Epoch> trained,
            Function<History.Validation, Double> heldBack) {
        return new Figure(
                name,
                "Training samples are counted as they are trained on, with dropout.",
                List.of(new Panel(title, () -> {
                    var chart = ChartStyle.chart(title, "epoch", yAxis, WIDTH, HEIGHT);
                    chart.getStyler()
                            .setXAxisMin(0.0)
                            .setLegendVisible(true)
                            .setLegendPosition(LegendPosition.OutsideS)
                            .setLegendLayout(LegendLayout.Horizontal);
                    var epochs = new ArrayList<Double>();
                    var values = new ArrayList<Double>();
                    var validated = new ArrayList<Double>();
                    var validations = new ArrayList<Double>();
                    for (var epoch : history.epochs()) {
                        epochs.add((double) epoch.number());
                        values.add(trained.applyAsDouble(epoch));
                        var validation = epoch.validation();
                        if (validation != null) {
                            validated.add((double) epoch.number());
                            validations.add(heldBack.apply(validation));
                        }
                    }
                    add(chart, "training", epochs, values, 0);
                    if (!validated.isEmpty()) {
                        add(chart, "held back", validated, validations, 1);
                    }
                    return chart;
                })));
    }

    private static void add(XYChart chart, String name, List<Double> x, List<Double> y, int color) {
        var series = chart.addSeries(name, x, y);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(ChartStyle.color(color));
        series.setLineStyle(new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    }
}
