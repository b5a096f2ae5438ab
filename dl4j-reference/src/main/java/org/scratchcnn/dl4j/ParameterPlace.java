package org.scratchcnn.dl4j;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.scratchcnn.engine.Tensor;
import org.scratchcnn.network.ParameterSpec;

/**
 * Where Deeplearning4j keeps one of the description's parameters. Parameters are moved by this key and never by their
 * position in the flat vector, where a convolution's bias comes before its weight.
 *
 * @param layer index among Deeplearning4j's layers
 * @param weightOrder {@code 'c'} or {@code 'f'}: how the weight's values must be read to be in the description's order
 */
record ParameterPlace(ParameterSpec parameter, int layer, char weightOrder) {

    private boolean isBias() {
        return parameter.name().endsWith("." + ParameterSpec.BIAS);
    }

    private String key() {
        return isBias() ? "b" : "W";
    }

    private char order() {
        return isBias() ? 'c' : weightOrder;
    }

    void set(MultiLayerNetwork network, Tensor tensor) {
        var array = network.getLayer(layer).getParam(key());
        try (var values = Nd4j.create(tensor.values(), array.shape(), order())) {
            array.assign(values);
        }
    }

    Tensor get(MultiLayerNetwork network) {
        return tensor(network.getLayer(layer).getParam(key()), 1);
    }

    /** The gradient of the mean loss; Deeplearning4j's own is that of the sum over the batch's samples. */
    Tensor gradient(MultiLayerNetwork network, int samples) {
        return tensor(network.gradient().getGradientFor(layer + "_" + key()), samples);
    }

    private Tensor tensor(INDArray array, int divisor) {
        // A copy first: the data of a view is the whole flat vector.
        try (var copy = array.dup(order())) {
            float[] values = copy.data().asFloat();
            if (divisor != 1) {
                for (int i = 0; i < values.length; i++) {
                    values[i] /= divisor;
                }
            }
            return new Tensor(parameter.shape(), values);
        }
    }
}
