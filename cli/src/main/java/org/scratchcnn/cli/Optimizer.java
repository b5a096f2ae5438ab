package org.scratchcnn.cli;

import java.util.Locale;
import org.scratchcnn.network.OptimizerSpec;

/** The optimizers that users can name, with their usual settings. */
enum Optimizer {
    ADAM(OptimizerSpec.adam(1e-3)),
    SGD(OptimizerSpec.sgd(0.01)),
    MOMENTUM(new OptimizerSpec.Sgd(0.01, 0.9, false)),
    NESTEROV(new OptimizerSpec.Sgd(0.01, 0.9, true));

    private final OptimizerSpec usual;

    Optimizer(OptimizerSpec usual) {
        this.usual = usual;
    }

    OptimizerSpec usual() {
        return usual;
    }

    /** As users type it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
