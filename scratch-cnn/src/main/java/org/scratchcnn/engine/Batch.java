package org.scratchcnn.engine;

import java.util.Locale;
import org.scratchcnn.network.ResolvedNetwork;
import org.scratchcnn.network.Shape;

/**
 * Some samples with their targets, as an engine takes them. The arrays belong to whoever made the batch, may be longer
 * than the batch, and are only read.
 *
 * @param size number of samples, N
 * @param inputs {@code [N, C, H, W]} or {@code [N, F]}, row-major
 */
public record Batch(int size, float[] inputs, Targets targets) {

    /** What the network should say. */
    public sealed interface Targets permits Labels, Values {}

    /** One class a sample, {@code [N]}; where a loss takes values, they are one-hot. */
    public record Labels(int[] labels) implements Targets {}

    /** One value an output, {@code [N, outputs]}, row-major. */
    public record Values(float[] values) implements Targets {}

    public Batch {
        if (size < 1) {
            throw new IllegalArgumentException("A batch needs at least 1 sample, but has " + size);
        }
    }

    public static Batch labelled(int size, float[] inputs, int[] labels) {
        return new Batch(size, inputs, new Labels(labels));
    }

    /**
     * The labels.
     *
     * @throws IllegalStateException if the targets are values
     */
    public int[] labels() {
        return switch (targets) {
            case Labels(var labels) -> labels;
            case Values _ -> throw new IllegalStateException("This batch has values as targets, no class labels");
        };
    }

    /**
     * Checks that there are inputs for as many samples as the batch has.
     *
     * @param sample shape of one
     * @throws IllegalArgumentException if there are fewer
     */
    public void requireInputs(Shape sample) {
        long needed = (long) size * sample.size();
        if (inputs.length < needed) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "The batch's %d samples of %s need %d input values, but there are %d",
                    size,
                    sample,
                    needed,
                    inputs.length));
        }
    }

    /**
     * Checks that there are targets for as many samples as the batch has, and that labels are classes of the network.
     *
     * @throws IllegalArgumentException if there are fewer, or if a label is no class
     */
    public void requireTargets(ResolvedNetwork network) {
        int outputs = network.logits().count();
        switch (targets) {
            case Labels(int[] labels) -> {
                requireTargets(size, labels.length);
                for (int n = 0; n < size; n++) {
                    requireClass(n, labels[n], network);
                }
            }
            case Values(float[] values) -> requireTargets(size * outputs, values.length);
        }
    }

    /**
     * Checks that there is room for the logits of all samples.
     *
     * @param logits to be filled as {@code [N, outputs]}
     * @throws IllegalArgumentException if there is less
     */
    public void requireRoom(float[] logits, int outputs) {
        long needed = (long) size * outputs;
        if (logits.length < needed) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "The logits of %d samples need room for %d values, but there is room for %d",
                    size,
                    needed,
                    logits.length));
        }
    }

    private void requireTargets(int needed, int given) {
        if (given < needed) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "The batch's %d samples need %d targets, but there are %d", size, needed, given));
        }
    }

    private static void requireClass(int sample, int label, ResolvedNetwork network) {
        int classes = network.logits().count();
        if (label < 0 || label >= classes) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "Sample %d of the batch has the label %d, but %s has the classes 0 to %d",
                    sample,
                    label,
                    network.name(),
                    classes - 1));
        }
    }
}
