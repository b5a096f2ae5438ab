package org.scratchcnn.dl4j;

import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.scratchcnn.contract.ParityContract;
import org.scratchcnn.core.engine.Engine;
import org.scratchcnn.scratch.train.ScratchEngines;

/** The networks of the zoo are the same ones in Deeplearning4j and in the scratch library. */
class ParityTest {

    abstract static class WithScratch extends ParityContract {

        @Override
        protected Engine other() {
            return ScratchEngines.lanes();
        }

        /** It has one bias for each position. */
        @Override
        protected Set<String> inexpressible() {
            return Set.of("mnist-untied-cnn");
        }
    }

    @Nested
    class WithLayerHelpers extends WithScratch {

        @Override
        protected Engine engine() {
            return Dl4jEngine.withLayerHelpers();
        }
    }

    @Nested
    class AsShipped extends WithScratch {

        @Override
        protected Engine engine() {
            return Dl4jEngine.asShipped();
        }
    }
}
