package org.scratchcnn.network;

/** What training minimizes. Every loss is the mean over the batch; for dense targets also over a sample's outputs. */
public enum LossSpec {
    /** Softmax over the logits and cross-entropy against the class, fused: {@code −log softmax(logits)[label]}. */
    SOFTMAX_CROSS_ENTROPY("softmax + cross-entropy"),
    /**
     * Sigmoid over each logit and binary cross-entropy against its target in [0, 1], fused:
     * {@code max(z, 0) − z·t + log(1 + e^−|z|)}.
     */
    BINARY_CROSS_ENTROPY("sigmoid + binary cross-entropy"),
    /** {@code (output − target)²}. */
    MEAN_SQUARED_ERROR("mean squared error");

    private final String title;

    LossSpec(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
