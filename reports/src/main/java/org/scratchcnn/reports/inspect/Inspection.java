package org.scratchcnn.reports.inspect;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.scratchcnn.DataSource;
import org.scratchcnn.History;
import org.scratchcnn.Model;
import org.scratchcnn.reports.chart.ContactSheet;
import org.scratchcnn.reports.chart.Figure;
import org.scratchcnn.reports.chart.HistoryFigure;
import org.scratchcnn.reports.format.Numbers;

/**
 * What was found in a model.
 *
 * @param title the name of the model
 * @param summary of the model in a sentence
 * @param curve how it learned; empty if that is not shown
 * @param sheets in the order in which they are shown
 */
public record Inspection(String title, String summary, Optional<Curve> curve, List<ContactSheet> sheets) {

    public Inspection {
        sheets = List.copyOf(sheets);
    }

    /**
     * How a model learned.
     *
     * @param summary what its last epoch came to
     * @param figures none for a single epoch, which makes no curve
     */
    public record Curve(String summary, List<Figure> figures) {

        public Curve {
            figures = List.copyOf(figures);
        }

        /** The curve of a model that was trained for an epoch at least. */
        public static Curve of(History history) {
            var last = history.last();
            var validation = last.validation();
            var summary = "After %s: on the training samples %s%s."
                    .formatted(
                            epochs(history),
                            score(last.loss(), last.accuracy()),
                            validation == null
                                    ? ""
                                    : "; on those held back " + score(validation.loss(), validation.accuracy()));
            return history.epochs().size() == 1
                    ? new Curve(summary, List.of())
                    : new Curve(
                            summary,
                            Stream.concat(
                                            Stream.of(HistoryFigure.loss("curve", history)),
                                            HistoryFigure.accuracy("curve", history).stream())
                                    .toList());
        }
    }

    /** What a model is, in a sentence. */
    public static String summary(Model model) {
        var network = model.network().spec();
        return "%s: %s parameters, input %s, %s."
                .formatted(
                        network.name(),
                        Numbers.count((double) network.resolve().parameterCount()),
                        network.input(),
                        model.trainedOn()
                                .map(DataSource::name)
                                .map(data -> "trained on %s for %s".formatted(data, epochs(model.history())))
                                .orElse("untrained"));
    }

    private static String epochs(History history) {
        int count = history.epochs().size();
        return count == 1 ? "1 epoch" : Numbers.count(count) + " epochs";
    }

    private static String score(double loss, double accuracy) {
        return "loss " + Numbers.fixed(loss, 4)
                + (Double.isNaN(accuracy) ? "" : ", accuracy " + Numbers.percent(accuracy, 1));
    }
}
