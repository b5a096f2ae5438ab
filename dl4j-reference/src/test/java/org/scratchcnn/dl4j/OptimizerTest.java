package org.scratchcnn.dl4j;

import java.util.Set;
import org.scratchcnn.contract.OptimizerContract;
import org.scratchcnn.engine.Engine;

class OptimizerTest extends OptimizerContract {

    @Override
    protected Engine engine() {
        return Dl4jEngine.withLayerHelpers();
    }

    @Override
    protected Set<String> inexpressible() {
        return Set.of(
                "gradients clipped by their norm",
                "gradients below the norm",
                "momentum",
                "momentum at a decaying rate",
                "Nesterov's momentum at a decaying rate",
                "NAdam",
                "centered RMSProp",
                "RMSProp with momentum",
                "AdaGrad at its own decaying rate",
                "Lion",
                "Muon",
                "AdaGrad",
                "L1 decay",
                "L2 decay",
                "L2 decay through Nesterov's momentum",
                "decoupled decay",
                "AdamW",
                "decay of clipped gradients",
                "weights that decay alone",
                "biases at another rate",
                "a frozen weight",
                "biases that are trained later",
                "biases that are trained at first");
    }
}
