package org.scratchcnn.layer;

/**
 * A layer that has to see the whole batch in training before it writes anything, in both directions. Where a batch goes
 * through the network in parts, each part has a layer of its own; all of them share what they collect. All parts are
 * collected, in their order, then one of the layers finishes, and the parts go on:
 *
 * <pre>
 * beginBatch, collect for each part, finishBatch, forward for each part
 * beginGradients, collectGradients for each part, gradientByParameters, gradientByInput for each part
 * </pre>
 *
 * In evaluation {@link #forward} needs nothing of this.
 */
public interface WholeBatchLayer extends Layer {

    /** Forgets the batch before. */
    void beginBatch();

    /** Takes in the input of this layer's part. */
    void collect();

    /** Draws the conclusion from all parts. */
    void finishBatch(Pass pass);

    /** Forgets the gradients of the batch before. */
    void beginGradients();

    /** Takes in the gradient by the output of this layer's part. */
    void collectGradients();

    /** Draws the conclusion from all parts, and adds the gradients of trained parameters to what they hold. */
    @Override
    void gradientByParameters();
}
