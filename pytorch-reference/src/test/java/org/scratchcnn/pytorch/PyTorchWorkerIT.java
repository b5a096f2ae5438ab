package org.scratchcnn.pytorch;

import java.util.List;
import org.scratchcnn.contract.WorkerContract;

class PyTorchWorkerIT extends WorkerContract {

    @Override
    protected List<String> engines() {
        return PyTorchEngine.all().stream().map(PyTorchEngine::name).toList();
    }
}
