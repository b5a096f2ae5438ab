package org.scratchcnn.dl4j;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.scratchcnn.contract.SemanticsContract;
import org.scratchcnn.engine.Engine;

class SemanticsTest {

    private static final Set<String> INEXPRESSIBLE = Set.of(
            "convolution with a bias for each position",
            "convolution in groups",
            "locally connected layer",
            "locally connected layer with a bias per channel, padded on one side",
            "transposed convolution with dilation",
            "transposed convolution with output padding",
            "transposed convolution in groups, padded on one side",
            "max pool padded on one side",
            "average pool that leaves uneven padding out",
            "max pool in ceil mode",
            "average pool in ceil mode",
            "average pool into windows that overlap",
            "group normalization",
            "group normalization of the input without scale and shift",
            "layer normalization of images",
            "layer normalization of the input without scale and shift",
            "layer normalization of features",
            "softmax over channels",
            "logarithm of the softmax over channels",
            "logarithm of the softmax over features",
            "ELU with another alpha",
            "GELU",
            "GELU by tanh",
            "Hardswish",
            "class weights",
            "label smoothing and class weights",
            "focal loss",
            "focal loss and class weights",
            "Huber loss",
            "binary cross-entropy of probabilities",
            "Kullback-Leibler divergence");

    @Nested
    class WithLayerHelpers extends SemanticsContract {

        @Override
        protected Engine engine() {
            return Dl4jEngine.withLayerHelpers();
        }

        @Override
        protected Set<String> inexpressible() {
            var names = new HashSet<>(INEXPRESSIBLE);
            names.add("dilated convolution");
            names.add("depthwise convolution");
            names.add("transposed convolution");
            names.add("depthwise convolution of several filters a channel");
            return names;
        }
    }

    @Nested
    class AsShipped extends SemanticsContract {

        @Override
        protected Engine engine() {
            return Dl4jEngine.asShipped();
        }

        @Override
        protected Set<String> inexpressible() {
            return INEXPRESSIBLE;
        }
    }
}
