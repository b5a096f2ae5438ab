package org.scratchcnn.pytorch;

import org.scratchcnn.contract.OptimizerContract;
import org.scratchcnn.engine.Engine;

class OptimizerTest extends OptimizerContract {

    @Override
    protected Engine engine() {
        return PyTorchEngine.contiguous();
    }
}
