package org.scratchcnn.cli;

import java.util.Locale;
import org.scratchcnn.network.DecaySpec;
import org.scratchcnn.network.OptimizerSpec;

/** The optimizers that users can name, with their usual settings. */
enum Optimizer {
    ADAM(OptimizerSpec.adam(1e-3), 0, false),
    ADAMW(OptimizerSpec.adam(1e-3), 0.01, true),
    AMSGRAD(OptimizerSpec.amsGrad(1e-3), 0, false),
    NADAM(OptimizerSpec.nadam(2e-3), 0, false),
    SGD(OptimizerSpec.sgd(0.01), 0, false),
    MOMENTUM(new OptimizerSpec.Sgd(0.01, 0.9, false), 0, false),
    NESTEROV(new OptimizerSpec.Sgd(0.01, 0.9, true), 0, false),
    RMSPROP(OptimizerSpec.rmsProp(1e-3), 0, false),
    ADAGRAD(OptimizerSpec.adaGrad(0.01), 0, false),
    LION(OptimizerSpec.lion(1e-4), 0, true),
    MUON(OptimizerSpec.muon(0.02), 0, true);

    private final OptimizerSpec usual;
    private final double usualDecay;
    private final boolean isDecoupled;

    Optimizer(OptimizerSpec usual, double usualDecay, boolean isDecoupled) {
        this.usual = usual;
        this.usualDecay = usualDecay;
        this.isDecoupled = isDecoupled;
    }

    OptimizerSpec usual() {
        return usual;
    }

    DecaySpec usualDecay() {
        return decay(usualDecay);
    }

    /** The kind of decay that it usually has. */
    DecaySpec decay(double strength) {
        if (strength < 0) {
            throw new IllegalArgumentException("--decay must be 0 or more, but is " + strength);
        }
        if (strength == 0) {
            return new DecaySpec.None();
        }
        return isDecoupled ? new DecaySpec.Decoupled(strength) : new DecaySpec.L2(strength);
    }

    /** As users type it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
