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
                "Nesterov's momentum at a decaying rate");
    }
}
