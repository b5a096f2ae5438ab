package org.scratchcnn.pytorch;

import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.scratchcnn.contract.NormalizationContract;
import org.scratchcnn.engine.Engine;

class NormalizationTest {

    abstract static class PyTorch extends NormalizationContract {

        @Override
        protected Set<String> inexpressible() {
            return Set.of("ghost batches");
        }
    }

    @Nested
    class Contiguous extends PyTorch {

        @Override
        protected Engine engine() {
            return PyTorchEngine.contiguous();
        }
    }

    @Nested
    class ChannelsLast extends PyTorch {

        @Override
        protected Engine engine() {
            return PyTorchEngine.channelsLast();
        }
    }
}
