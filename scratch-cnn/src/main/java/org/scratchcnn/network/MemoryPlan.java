package org.scratchcnn.network;

import java.util.Locale;

/**
 * Bytes that an engine holds while it trains a network.
 *
 * @param batchSize samples in a step at most
 * @param microBatch samples of a step that go through the network at a time
 * @param threads that compute
 * @param parameters trained values
 * @param gradients of the parameters
 * @param optimizerState what the optimizer remembers from step to step
 * @param activations inputs and outputs of all layers, the network's logits among them
 * @param activationGradients of these, where a layer needs them
 * @param workspace packed weights and scratch memory of the kernels
 */
public record MemoryPlan(
        int batchSize,
        int microBatch,
        int threads,
        long parameters,
        long gradients,
        long optimizerState,
        long activations,
        long activationGradients,
        long workspace) {

    /** Bytes in all. */
    public long total() {
        return parameters + gradients + optimizerState + activations + activationGradients + workspace;
    }

    /** One line with every part in MiB. */
    public String describe() {
        return "parameters %s, gradients %s, optimizer state %s, activations %s, their gradients %s, workspace %s, total %s MiB for batches of %d%s on %d thread%s"
                .formatted(
                        mebibytes(parameters),
                        mebibytes(gradients),
                        mebibytes(optimizerState),
                        mebibytes(activations),
                        mebibytes(activationGradients),
                        mebibytes(workspace),
                        mebibytes(total()),
                        batchSize,
                        microBatch < batchSize ? ", %d at a time,".formatted(microBatch) : "",
                        threads,
                        threads == 1 ? "" : "s");
    }

    private static String mebibytes(long bytes) {
        double value = bytes / (1024.0 * 1024.0);
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%,.1f", value);
    }
}
