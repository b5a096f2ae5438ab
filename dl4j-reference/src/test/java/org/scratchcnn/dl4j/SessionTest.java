package org.scratchcnn.dl4j;

import org.scratchcnn.contract.SessionContract;
import org.scratchcnn.engine.Engine;

class SessionTest extends SessionContract {

    @Override
    protected Engine engine() {
        return Dl4jEngine.withLayerHelpers();
    }
}
