package org.scratchcnn.pytorch;

import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;
import org.scratchcnn.network.ParameterSpec;

/**
 * One of the description's tensors.
 *
 * @param tensor no other's result: a "leaf" of PyTorch's graph, with a gradient if it is trained. A bias for each position is
 *     {@code [1, out, outH, outW]}, so that it has its image's layout
 */
record NetworkParameter(ParameterSpec spec, Tensor tensor) implements AutoCloseable {

    static NetworkParameter allocate(ParameterSpec spec, boolean isTrained, TensorKind kind) {
        var shape = spec.shape().stream().mapToLong(Integer::longValue);
        boolean isOfPositions =
                spec.role() == ParameterSpec.Role.BIAS && spec.shape().size() == 3;
        var tensor = kind.allocate((isOfPositions ? LongStream.concat(LongStream.of(1), shape) : shape).toArray());
        tensor.set_requires_grad(isTrained);
        return new NetworkParameter(spec, tensor);
    }

    boolean isTrained() {
        return tensor.requires_grad();
    }

    void set(org.scratchcnn.engine.Tensor values) {
        Tensors.write(values.values(), tensor);
    }

    org.scratchcnn.engine.Tensor get() {
        return read(tensor);
    }

    org.scratchcnn.engine.Tensor gradient() {
        try (var gradient = tensor.grad()) {
            return read(gradient);
        }
    }

    private org.scratchcnn.engine.Tensor read(Tensor from) {
        var values = new float[Math.toIntExact(spec.count())];
        Tensors.read(from, values, values.length);
        return new org.scratchcnn.engine.Tensor(spec.shape(), values);
    }

    @Override
    public void close() {
        tensor.close();
    }
}
