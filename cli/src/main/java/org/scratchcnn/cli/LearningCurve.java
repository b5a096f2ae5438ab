package org.scratchcnn.cli;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.scratchcnn.History;

/** A learning curve as lines of block characters. */
final class LearningCurve {

    private static final String BLOCKS = "▁▂▃▄▅▆▇█";

    private LearningCurve() {}

    /** The losses and accuracies by epoch, a line each that ends with {@code \n}; nothing for fewer than two epochs. */
    static String of(History history) {
        var epochs = history.epochs();
        if (epochs.size() < 2) {
            return "";
        }
        var curve = line(
                "loss", "%.4f", epochs.stream().mapToDouble(History.Epoch::loss).toArray());
        var validations = epochs.stream()
                .map(History.Epoch::validation)
                .filter(validation -> validation != null)
                .toList();
        if (validations.size() == epochs.size()) {
            curve += line(
                    "held back",
                    "%.1f %%",
                    validations.stream()
                            .mapToDouble(validation -> 100 * validation.accuracy())
                            .toArray());
        }
        return curve;
    }

    private static String line(String name, String format, double[] values) {
        double least = DoubleStream.of(values).min().orElseThrow();
        double most = DoubleStream.of(values).max().orElseThrow();
        var blocks = DoubleStream.of(values)
                .mapToInt(value ->
                        (int) Math.round((value - least) / Math.max(most - least, 1e-12) * (BLOCKS.length() - 1)))
                .mapToObj(height -> BLOCKS.substring(height, height + 1))
                .collect(Collectors.joining());
        return String.format(
                Locale.ROOT,
                "%-10s " + format + " %s " + format + "%n",
                name,
                values[0],
                blocks,
                values[values.length - 1]);
    }
}
