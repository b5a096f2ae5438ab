package org.scratchcnn.dl4j;

import java.util.List;
import org.scratchcnn.contract.WorkerContract;

class Dl4jWorkerIT extends WorkerContract {

    @Override
    protected List<String> engines() {
        return Dl4jEngine.all().stream().map(Dl4jEngine::name).toList();
    }
}
