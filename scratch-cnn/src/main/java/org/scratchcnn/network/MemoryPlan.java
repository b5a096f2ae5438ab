package org.scratchcnn.network;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an engine holds while it trains a network, array by array: known before one of them is allocated.
 *
 * @param batchSize samples in a step at most
 * @param microBatch samples of a step that go through the network at a time
 * @param threads that compute
 * @param parts what is held; a part that this engine has not is left out
 */
public record MemoryPlan(int batchSize, int microBatch, int threads, Map<Part, List<PlannedArrays>> parts) {

    /** What arrays are for. */
    public enum Part {
        /** Trained values. */
        PARAMETERS("parameters"),
        /** Of the parameters. */
        GRADIENTS("gradients"),
        /** What the optimizer remembers from step to step. */
        OPTIMIZER_STATE("optimizer state"),
        /** Inputs and outputs of all layers, the network's logits among them. */
        ACTIVATIONS("activations"),
        /** Of these, where a layer needs them. */
        ACTIVATION_GRADIENTS("their gradients"),
        /** Packed weights and what kernels need while they work. */
        WORKSPACE("workspace"),
        /** All that a single sample's own way through the network takes. */
        SINGLE_SAMPLE("single samples");

        private final String title;

        Part(String title) {
            this.title = title;
        }
    }

    public MemoryPlan {
        var ordered = new EnumMap<Part, List<PlannedArrays>>(Part.class);
        parts.forEach((part, arrays) -> ordered.put(part, List.copyOf(arrays)));
        parts = Collections.unmodifiableMap(ordered);
    }

    /** All arrays of all parts. */
    public Stream<PlannedArrays> arrays() {
        return parts.values().stream().flatMap(List::stream);
    }

    /** Bytes of a part's elements. */
    public long bytes(Part part) {
        return parts.getOrDefault(part, List.of()).stream()
                .mapToLong(PlannedArrays::bytes)
                .sum();
    }

    /** Bytes of all elements. */
    public long total() {
        return arrays().mapToLong(PlannedArrays::bytes).sum();
    }

    /** One line with every part in MiB. */
    public String describe() {
        return String.format(
                Locale.ROOT,
                "%s, total %s MiB for batches of %d%s on %d thread%s",
                parts.keySet().stream()
                        .map(part -> part.title + " " + mebibytes(bytes(part)))
                        .collect(Collectors.joining(", ")),
                mebibytes(total()),
                batchSize,
                microBatch < batchSize ? String.format(Locale.ROOT, ", %d at a time,", microBatch) : "",
                threads,
                threads == 1 ? "" : "s");
    }

    private static String mebibytes(long bytes) {
        double value = bytes / (1024.0 * 1024.0);
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%,.1f", value);
    }
}
