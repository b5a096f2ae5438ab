package org.scratchcnn.core.engine;

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
}
