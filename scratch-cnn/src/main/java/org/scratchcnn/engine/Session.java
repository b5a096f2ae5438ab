package org.scratchcnn.engine;

import java.util.List;

/**
 * A network that an engine has built, with its parameters and its optimizer's state. Not safe for use by several
 * threads at once.
 */
public interface Session extends AutoCloseable {

    /**
     * One training step: forward with dropout, loss, backward, update.
     *
     * @return the mean loss over the batch before the update
     */
    double step(Batch batch);

    /** What a step consists of, in the order in which it is done; empty if this engine can't split its steps by layer. */
    default List<StepPart> parts() {
        return List.of();
    }

    /**
     * {@link #step(Batch)} with the same results, and a listener that is told of each of its {@link #parts}: so it shows
     * what each layer costs in a real step, with the caches as they are then.
     */
    default double step(Batch batch, StepListener listener) {
        return step(batch);
    }

    /**
     * The network's logits without dropout.
     *
     * @param logits receives {@code [N, outputs]}, row-major; may be longer
     */
    void logits(Batch batch, float[] logits);

    /**
     * Forward and backward with dropout, without an update; what {@link #step} does before it. Gradients of the mean
     * loss, unclipped, stay in the engine for {@link #gradients}.
     *
     * @return the mean loss over the batch
     */
    double computeGradients(Batch batch);

    /** The gradients that the last {@link #computeGradients} left, under the parameters' names and shapes. */
    ParameterSnapshot gradients();

    /** A copy of all parameters and of the state that is not trained. */
    ParameterSnapshot snapshot();

    /**
     * Sets all parameters, and puts the optimizer's state and the count of steps back to the beginning, so that
     * training goes on as in a fresh session.
     *
     * @throws IllegalArgumentException if names or shapes don't match the network's
     */
    void restore(ParameterSnapshot snapshot);

    EngineFacts facts();

    /** Releases threads and native memory. */
    @Override
    void close();
}
