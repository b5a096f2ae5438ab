package org.scratchcnn.optim;

import java.util.Map;
import org.scratchcnn.kernel.Parameter;
import org.scratchcnn.network.OptimizerSpec;

/**
 * Changes one parameter by its gradient and keeps what the rule remembers from step to step. Values are independent of
 * each other, so ranges may be updated in any order, by any thread, or by a kernel that has just finished their
 * gradients.
 */
public sealed interface ParameterUpdate permits SgdUpdate, AdamUpdate {

    /** The described rule for one parameter. */
    static ParameterUpdate of(OptimizerSpec spec, Parameter parameter) {
        return switch (spec) {
            case OptimizerSpec.Sgd sgd -> new SgdUpdate(sgd, parameter);
            case OptimizerSpec.Adam adam -> new AdamUpdate(adam, parameter);
        };
    }

    /** How many values the described rule remembers for each value of a parameter. */
    static int stateSize(OptimizerSpec spec) {
        return switch (spec) {
            case OptimizerSpec.Sgd sgd -> SgdUpdate.stateSize(sgd);
            case OptimizerSpec.Adam _ -> AdamUpdate.STATE_SIZE;
        };
    }

    /**
     * Prepares the updates of a step; to be called once before them.
     *
     * @param step among those that train the parameter; the first is 0
     * @param learningRate of this step
     */
    void beginStep(long step, double learningRate);

    /** Updates the values from index {@code from} to before {@code to}. */
    void update(int from, int to);

    /** What the rule remembers, by name: the arrays themselves, each as long as the parameter. */
    Map<String, float[]> state();

    /** Forgets everything, as before the first step. */
    void reset();
}
