package org.scratchcnn.engine;

import org.scratchcnn.network.Plateau;

/**
 * A training between two steps.
 *
 * @param parameters of the network
 * @param optimizer what the optimizer remembers, by parameter and kind, for example {@code 3.weight.first_moment}; where the
 *     parameters are averages, also what is trained, as {@code 3.weight.trained}; empty for an optimizer that remembers
 *     nothing
 * @param steps done since the beginning; schedules and dropout's masks depend on it
 * @param plateau where a schedule stands that follows the loss
 */
public record TrainingState(ParameterSnapshot parameters, ParameterSnapshot optimizer, long steps, Plateau plateau) {

    public TrainingState {
        if (steps < 0) {
            throw new IllegalArgumentException("A training has done no negative number of steps, such as " + steps);
        }
    }
}
