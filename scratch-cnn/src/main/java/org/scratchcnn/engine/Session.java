package org.scratchcnn.engine;

import java.util.List;

/**
 * A network that an engine has built, with its parameters and its optimizer's state, to be trained. Where its training
 * averages weights, logits and snapshots are of the averages, steps and gradients of the weights themselves. Not safe for use by
 * several threads at once.
 */
public interface Session extends InferenceSession {

    /**
     * One training step: forward with dropout, loss, backward, update.
     *
     * @return the mean loss over the batch before the update
     */
    double step(Batch batch);

    /**
     * The logits that the last step came by, with dropout: {@code [N, outputs]}, row-major, not a copy; empty if this engine
     * keeps none.
     */
    default float[] stepLogits() {
        return new float[0];
    }

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
     * Forward and backward with dropout, without an update; what {@link #step} does before it. Gradients of the mean
     * loss, unclipped, stay in the engine for {@link #gradients}.
     *
     * @return the mean loss over the batch
     */
    double computeGradients(Batch batch);

    /** The gradients that the last {@link #computeGradients} left, under the parameters' names and shapes. */
    ParameterSnapshot gradients();

    /**
     * Sets all parameters, and puts the optimizer's state and the count of steps back to the beginning, so that
     * training goes on as in a fresh session.
     *
     * @throws IllegalArgumentException if names or shapes don't match the network's
     */
    void restore(ParameterSnapshot snapshot);

    /**
     * Says what an epoch came to, for schedules that follow it.
     *
     * @param loss of the validation samples, or of the training's where there are none
     */
    default void epochDone(double loss) {}

    /**
     * All that the next step depends on, beside its batch: so that a training can stop and go on.
     *
     * @throws UnsupportedOperationException if the engine keeps its optimizer's state to itself
     */
    default TrainingState state() {
        throw new UnsupportedOperationException(facts().engine() + " does not give out its optimizer's state");
    }

    /**
     * Goes on from there: the next steps give the bits that they would have given if training had never stopped.
     *
     * @throws UnsupportedOperationException if the engine takes no optimizer's state
     * @throws IllegalArgumentException if names or shapes don't match the network's or the optimizer's; nothing is changed
     *     then
     */
    default void resume(TrainingState state) {
        throw new UnsupportedOperationException(facts().engine() + " does not take an optimizer's state");
    }
}
