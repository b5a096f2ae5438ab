package org.scratchcnn.pytorch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.network.ResolvedNetwork;

/** A described network in PyTorch: its parameters, and its way from inputs to the loss. */
final class Network implements AutoCloseable {

    private final ResolvedNetwork description;
    private final Map<String, NetworkParameter> parameters = new LinkedHashMap<>();
    private final LayerOperations operations = new LayerOperations(parameters);
    private final List<LayerOperations.Operation> layers;

    Network(ResolvedNetwork description, MemoryFormat imageFormat) {
        this.description = description;
        for (var spec : description.parameters()) {
            parameters.put(spec.name(), NetworkParameter.allocate(spec, imageFormat));
        }
        this.layers = description.layers().stream().map(operations::of).toList();
    }

    ResolvedNetwork description() {
        return description;
    }

    /** The parameters' tensors; to be closed. */
    TensorVector parameters() {
        return new TensorVector(
                parameters.values().stream().map(NetworkParameter::tensor).toArray(Tensor[]::new));
    }

    /** {@code [N, outputs]}; {@code training} drops values. */
    Tensor logits(Tensor inputs, boolean training) {
        var x = inputs;
        for (var layer : layers) {
            x = layer.apply(x, training);
        }
        return x;
    }

    /** The mean loss in training, one value. */
    Tensor loss(Tensor inputs, Tensor targets) {
        var logits = logits(inputs, true);
        return switch (description.spec().loss()) {
            case SOFTMAX_CROSS_ENTROPY -> torch.cross_entropy_loss(logits, targets);
            case BINARY_CROSS_ENTROPY -> torch.binary_cross_entropy_with_logits(logits, targets);
            case MEAN_SQUARED_ERROR -> torch.mse_loss(logits, targets);
        };
    }

    ParameterSnapshot snapshot() {
        return read(NetworkParameter::get);
    }

    ParameterSnapshot gradients() {
        return read(NetworkParameter::gradient);
    }

    private ParameterSnapshot read(Function<NetworkParameter, org.scratchcnn.engine.Tensor> reader) {
        var tensors = new LinkedHashMap<String, org.scratchcnn.engine.Tensor>();
        parameters.forEach((name, parameter) -> tensors.put(name, reader.apply(parameter)));
        return new ParameterSnapshot(tensors);
    }

    /**
     * Sets all parameters.
     *
     * @throws IllegalArgumentException if names or shapes don't match
     */
    void restore(ParameterSnapshot snapshot) {
        snapshot.requireMatch(description.parameters());
        parameters.forEach((name, parameter) -> parameter.set(snapshot.tensor(name)));
    }

    /** As PyTorch knows it from the parameters; in a network without convolutions there is but one. */
    String memoryFormat() {
        // JavaCPP's native calls make new objects of enums; intern finds the constant.
        boolean channelsLast = parameters.values().stream()
                .map(parameter -> parameter.tensor().suggest_memory_format().intern())
                .anyMatch(format -> format == MemoryFormat.ChannelsLast);
        return channelsLast ? "channels last" : "contiguous";
    }

    @Override
    public void close() {
        operations.close();
        parameters.values().forEach(NetworkParameter::close);
    }
}
