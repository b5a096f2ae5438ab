package org.scratchcnn.pytorch;

import org.junit.jupiter.api.Nested;
import org.scratchcnn.contract.SessionContract;
import org.scratchcnn.engine.Engine;

class SessionTest {

    @Nested
    class Contiguous extends SessionContract {

        @Override
        protected Engine engine() {
            return PyTorchEngine.contiguous();
        }
    }

    @Nested
    class ChannelsLast extends SessionContract {

        @Override
        protected Engine engine() {
            return PyTorchEngine.channelsLast();
        }
    }
}
