package org.scratchcnn.engine;

/**
 * A training between two steps.
 *
 * @param parameters of the network
 * @param optimizer what the optimizer remembers, by parameter and kind, for example {@code 3.weight.first_moment}; empty
 *     for an optimizer that remembers nothing
 * @param steps done since the beginning; schedules and dropout's masks depend on it
 */
public record TrainingState(ParameterSnapshot parameters, ParameterSnapshot optimizer, long steps) {

    public TrainingState {
        if (steps < 0) {
            throw new IllegalArgumentException("A training has done no negative number of steps, such as " + steps);
        }
    }
}
