package org.scratchcnn.pytorch;

import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.scratchcnn.contract.SemanticsContract;
import org.scratchcnn.engine.Engine;

class SemanticsTest {

    private static final String UNEVEN_AVERAGE = "average pool that leaves uneven padding out";

    @Nested
    class Contiguous extends SemanticsContract {

        @Override
        protected Engine engine() {
            return PyTorchEngine.contiguous();
        }

        @Override
        protected Set<String> inexpressible() {
            return Set.of(UNEVEN_AVERAGE);
        }
    }

    @Nested
    class ChannelsLast extends SemanticsContract {

        @Override
        protected Engine engine() {
            return PyTorchEngine.channelsLast();
        }

        /** All others have no images. */
        @Override
        protected Set<String> inexpressible() {
            return Set.of(
                    UNEVEN_AVERAGE,
                    "softmax",
                    "label smoothing",
                    "class weights",
                    "label smoothing and class weights",
                    "focal loss",
                    "focal loss and class weights",
                    "sigmoid",
                    "squares",
                    "absolute errors",
                    "Huber loss",
                    "binary cross-entropy of probabilities",
                    "Kullback-Leibler divergence",
                    "batch normalization of features",
                    "batch normalization of features without scale and shift",
                    "layer normalization of features",
                    "softmax over features",
                    "logarithm of the softmax over features",
                    "branches of features");
        }
    }
}
