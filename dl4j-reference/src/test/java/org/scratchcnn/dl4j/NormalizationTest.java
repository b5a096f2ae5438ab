package org.scratchcnn.dl4j;

import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.scratchcnn.contract.NormalizationContract;
import org.scratchcnn.engine.Engine;

class NormalizationTest {

    abstract static class Deeplearning4j extends NormalizationContract {

        @Override
        protected Set<String> inexpressible() {
            return Set.of("clipped gradients", "ghost batches", "frozen normalization", "frozen scales");
        }
    }

    @Nested
    class WithLayerHelpers extends Deeplearning4j {

        @Override
        protected Engine engine() {
            return Dl4jEngine.withLayerHelpers();
        }
    }

    @Nested
    class AsShipped extends Deeplearning4j {

        @Override
        protected Engine engine() {
            return Dl4jEngine.asShipped();
        }
    }
}
