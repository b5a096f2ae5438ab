package org.scratchcnn.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A network as a table: layer, output shape, parameters, multiply–accumulates, receptive field and memory. */
public final class NetworkSummary {

    private static final List<String> HEADER =
            List.of("path", "layer", "output", "parameters", "MACs", "receptive field", "activations");

    private NetworkSummary() {}

    /**
     * The table with its totals and what an engine would hold in training, in lines that end with {@code \n}.
     *
     * @param memory of an engine that trains the network
     */
    public static String of(ResolvedNetwork network, MemoryPlan memory) {
        var text = new StringBuilder(of(network));
        appendTotal(text, "Memory in training", memory.describe());
        return text.toString();
    }

    /** The table with its totals, in lines that end with {@code \n}. */
    public static String of(ResolvedNetwork network) {
        var rows = new ArrayList<List<String>>();
        rows.add(HEADER);
        rows.add(List.of("", "input", network.input().toString(), "", "", "", ""));
        for (var layer : network.operations()) {
            rows.add(List.of(
                    layer.path(),
                    layer.spec().describe(),
                    layer.output().toString(),
                    count(layer.parameterCount()),
                    count(layer.forwardMacs()),
                    layer.receptiveField().toString(),
                    bytes(layer.activationBytes())));
        }
        var text = new StringBuilder();
        text.append(network.name()).append('\n');
        appendTable(text, rows);
        text.append('\n');
        appendTotal(text, "Parameters", count(network.parameterCount()) + " (" + bytes(network.parameterBytes()) + ")");
        long state = network.operations().stream()
                .flatMap(operation -> operation.state().stream())
                .mapToLong(ParameterSpec::count)
                .sum();
        if (state > 0) {
            appendTotal(text, "Not trained", count(state) + " running statistics (" + bytes(state * Float.BYTES) + ")");
        }
        appendTotal(text, "MACs forward", count(network.forwardMacs()) + " a sample");
        appendTotal(text, "FLOPs a training step", count(network.trainingFlops()) + " a sample");
        appendTotal(text, "Activations", bytes(network.activationBytes()) + " a sample");
        appendTotal(text, "Loss", network.spec().loss().title());
        return text.toString();
    }

    private static void appendTotal(StringBuilder text, String label, String value) {
        text.append("%-22s %s%n".formatted(label, value).replace(System.lineSeparator(), "\n"));
    }

    private static void appendTable(StringBuilder text, List<List<String>> rows) {
        int columns = HEADER.size();
        int[] widths = new int[columns];
        for (var row : rows) {
            for (int column = 0; column < columns; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        for (int index = 0; index < rows.size(); index++) {
            var line = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                var cell = rows.get(index).get(column);
                var fill = " ".repeat(widths[column] - cell.length());
                // Text to the left, figures to the right.
                line.append(column < 3 ? cell + fill : fill + cell).append("  ");
            }
            text.append(line.toString().stripTrailing()).append('\n');
            if (index == 0) {
                for (int width : widths) {
                    text.append("─".repeat(width)).append("  ");
                }
                text.setLength(text.length() - 2);
                text.append('\n');
            }
        }
    }

    private static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** Bytes in the largest unit that keeps a figure of at least 1. */
    private static String bytes(long value) {
        if (value < 1024) {
            return value + " B";
        }
        if (value < 1024 * 1024) {
            return String.format(Locale.ROOT, "%.1f KiB", value / 1024.0);
        }
        return String.format(Locale.ROOT, "%.1f MiB", value / (1024.0 * 1024.0));
    }
}
