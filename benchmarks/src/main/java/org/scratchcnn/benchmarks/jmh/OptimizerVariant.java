package org.scratchcnn.benchmarks.jmh;

import org.scratchcnn.network.OptimizerSpec;

/** The rules that benchmarks update parameters by. */
public enum OptimizerVariant {
    SGD(OptimizerSpec.sgd(0.01)),
    MOMENTUM(new OptimizerSpec.Sgd(0.01, 0.9, false)),
    ADAM(OptimizerSpec.adam(1e-3));

    private final OptimizerSpec spec;

    OptimizerVariant(OptimizerSpec spec) {
        this.spec = spec;
    }

    OptimizerSpec spec() {
        return spec;
    }
}
