package org.scratchcnn.pytorch;

import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.scratchcnn.contract.ParityContract;
import org.scratchcnn.engine.Engine;
import org.scratchcnn.train.ScratchEngines;

/** The networks of the zoo are the same ones in PyTorch and in the scratch library. */
class ParityTest {

    abstract static class WithScratch extends ParityContract {

        @Override
        protected Engine other() {
            return ScratchEngines.engine("scratch-im2col");
        }
    }

    @Nested
    class Contiguous extends WithScratch {

        @Override
        protected Engine engine() {
            return PyTorchEngine.contiguous();
        }
    }

    @Nested
    class ChannelsLast extends WithScratch {

        @Override
        protected Engine engine() {
            return PyTorchEngine.channelsLast();
        }

        /** It has no images. */
        @Override
        protected Set<String> inexpressible() {
            return Set.of("spiral-mlp");
        }
    }
}
