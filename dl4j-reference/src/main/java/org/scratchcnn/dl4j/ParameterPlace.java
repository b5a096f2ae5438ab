package org.scratchcnn.dl4j;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.scratchcnn.engine.Tensor;
import org.scratchcnn.network.Operation;
import org.scratchcnn.network.ParameterSpec;
import org.scratchcnn.network.ParameterSpec.Role;

/**
 * Where Deeplearning4j keeps one of the description's tensors. They are moved by this key and never by their position in
 * the flat vector, where a convolution's bias comes before its weight.
 *
 * @param layer whose path is the vertex's name
 * @param weightOrder how the weight's values must be read to be in the description's order
 */
record ParameterPlace(ParameterSpec parameter, Operation layer, boolean isTrained, WeightOrder weightOrder) {

    /** How Deeplearning4j keeps a weight. */
    enum WeightOrder {
        /** As the description has it. */
        SAME('c'),
        /** With all axes the other way round. */
        REVERSED('f'),
        /** A depthwise convolution's, {@code [kH, kW, in, multiplier]}. */
        KERNEL_FIRST('c');

        private final char order;

        WeightOrder(char order) {
            this.order = order;
        }
    }

    private String key() {
        return switch (parameter.role()) {
            case WEIGHT -> "W";
            case BIAS -> "b";
            case SCALE -> "gamma";
            case SHIFT -> "beta";
            case RUNNING_MEAN -> "mean";
            case RUNNING_VARIANCE -> "var";
        };
    }

    private char order() {
        return parameter.role() == Role.WEIGHT ? weightOrder.order : 'c';
    }

    private INDArray array(ComputationGraph network) {
        return described(network.getLayer(layer.path()).getParam(key()));
    }

    /** The view whose values are in the description's order. */
    private INDArray described(INDArray array) {
        boolean kernelFirst = parameter.role() == Role.WEIGHT && weightOrder == WeightOrder.KERNEL_FIRST;
        return kernelFirst ? array.permute(2, 3, 0, 1) : array;
    }

    void set(ComputationGraph network, Tensor tensor) {
        var array = array(network);
        try (var values = Nd4j.create(tensor.values(), array.shape(), order())) {
            array.assign(values);
        }
    }

    Tensor get(ComputationGraph network) {
        return tensor(array(network), 1);
    }

    /** The gradient of the mean loss; Deeplearning4j's own is that of the sum over the batch's samples. */
    Tensor gradient(ComputationGraph network, int samples) {
        return tensor(described(network.gradient().getGradientFor(layer.path() + "_" + key())), samples);
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
