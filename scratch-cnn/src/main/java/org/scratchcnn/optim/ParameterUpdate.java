package org.scratchcnn.optim;

import java.util.Map;
import org.scratchcnn.kernel.Parameter;
import org.scratchcnn.network.OptimizerSpec;

/** Changes one parameter by its gradient and keeps what the rule remembers from step to step. */
public sealed interface ParameterUpdate permits RangeUpdate, MuonUpdate {

    /** The described rule for one parameter. */
    static ParameterUpdate of(OptimizerSpec spec, Parameter parameter) {
        return switch (spec.ruleOf(parameter.spec())) {
            case OptimizerSpec.Sgd sgd -> new SgdUpdate(sgd, parameter);
            case OptimizerSpec.Adam adam -> new AdamUpdate(adam, parameter);
            case OptimizerSpec.AmsGrad amsGrad -> new AmsGradUpdate(amsGrad, parameter);
            case OptimizerSpec.NAdam nadam -> new NAdamUpdate(nadam, parameter);
            case OptimizerSpec.RmsProp rmsProp -> new RmsPropUpdate(rmsProp, parameter);
            case OptimizerSpec.AdaGrad adaGrad -> new AdaGradUpdate(adaGrad, parameter);
            case OptimizerSpec.Lion lion -> new LionUpdate(lion, parameter);
            case OptimizerSpec.Muon muon -> new MuonUpdate(muon, parameter);
        };
    }

    /** How many values a {@linkplain OptimizerSpec#ruleOf parameter's rule} remembers for each value of it. */
    static int stateSize(OptimizerSpec rule) {
        return switch (rule) {
            case OptimizerSpec.Sgd sgd -> SgdUpdate.stateSize(sgd);
            case OptimizerSpec.Adam _ -> AdamUpdate.STATE_SIZE;
            case OptimizerSpec.AmsGrad _ -> AmsGradUpdate.STATE_SIZE;
            case OptimizerSpec.NAdam _ -> NAdamUpdate.STATE_SIZE;
            case OptimizerSpec.RmsProp rmsProp -> RmsPropUpdate.stateSize(rmsProp);
            case OptimizerSpec.AdaGrad _, OptimizerSpec.Lion _, OptimizerSpec.Muon _ -> 1;
        };
    }

    /**
     * Prepares the updates of a step; to be called once before them.
     *
     * @param step among those that train the parameter; the first is 0
     * @param learningRate of this step
     */
    void beginStep(long step, double learningRate);

    /** What the rule remembers, by name: the arrays themselves, each as long as the parameter. */
    Map<String, float[]> state();

    /** Forgets everything, as before the first step. */
    void reset();
}
