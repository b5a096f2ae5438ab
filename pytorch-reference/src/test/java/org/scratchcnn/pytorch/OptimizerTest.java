package org.scratchcnn.pytorch;

import java.util.Set;
import org.scratchcnn.contract.OptimizerContract;
import org.scratchcnn.engine.Engine;

class OptimizerTest extends OptimizerContract {

    @Override
    protected Engine engine() {
        return PyTorchEngine.contiguous();
    }

    @Override
    protected Set<String> inexpressible() {
        return Set.of("NAdam", "Lion", "Muon", "L1 decay", "decoupled decay");
    }
}
