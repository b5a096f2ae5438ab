package org.scratchcnn.dl4j;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Nested;
import org.scratchcnn.contract.ParityContract;
import org.scratchcnn.engine.Engine;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.train.ScratchEngines;

/** The networks of the zoo are the same ones in Deeplearning4j and in the scratch library. */
class ParityTest {

    abstract static class WithScratch extends ParityContract {

        @Override
        protected Engine other() {
            return ScratchEngines.lanes();
        }

        /** One has one bias for each position, the other GELU. */
        @Override
        protected Set<String> inexpressible() {
            return Set.of("mnist-untied-cnn", "airbench94");
        }
    }

    @Nested
    class WithLayerHelpers extends WithScratch {

        @Override
        protected Engine engine() {
            return Dl4jEngine.withLayerHelpers();
        }

        /** Nor does oneDNN's helper for depthwise convolutions compute what it should. */
        @Override
        protected Set<String> inexpressible() {
            return Set.of("mnist-untied-cnn", "airbench94", "mobilenet-mini");
        }
    }

    @Nested
    class AsShipped extends WithScratch {

        @Override
        protected Engine engine() {
            return Dl4jEngine.asShipped();
        }

        /** The optimizer is the same code with and without layer helpers. */
        @Override
        protected Stream<Named<NetworkSpec>> networksForAdam() {
            return super.networksForAdam().filter(network -> network.getName().equals("spiral-mlp"));
        }
    }
}
