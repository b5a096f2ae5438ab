package org.scratchcnn.pytorch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.network.Operation;
import org.scratchcnn.network.ResolvedNetwork;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.pytorch.LayerOperations.Mode;

/** A described network in PyTorch: its parameters, and its way from inputs to the loss. */
final class Network implements AutoCloseable {

    private final ResolvedNetwork description;
    private final Map<String, NetworkParameter> parameters = new LinkedHashMap<>();
    private final LayerOperations operations;

    /** Of the description's operations, in their order. */
    private final List<LayerOperations.Call> calls;

    private final MeanLoss loss;

    Network(TrainingSpec training, TensorKind kind) {
        this.description = training.network().resolve();
        for (var operation : description.operations()) {
            for (var spec : operation.tensors()) {
                boolean isTrained = spec.role().isTrained() && training.trains(spec);
                parameters.put(spec.name(), NetworkParameter.allocate(spec, isTrained, kind));
            }
        }
        this.operations = new LayerOperations(training, description.operations(), parameters);
        this.calls = description.operations().stream().map(operations::of).toList();
        this.loss = new MeanLoss(training.network().loss(), kind);
    }

    ResolvedNetwork description() {
        return description;
    }

    /** What is trained. */
    List<NetworkParameter> trained() {
        return parameters.values().stream().filter(NetworkParameter::isTrained).toList();
    }

    /** {@code [N, outputs]}. */
    Tensor logits(Tensor inputs, Mode mode) {
        var values = new Tensor[calls.size() + 1];
        values[0] = inputs;
        for (var operation : description.operations()) {
            var read = operation.reads().stream()
                    .map(value -> values[value.number()])
                    .toList();
            var output = calls.get(operation.index()).apply(read, mode);
            values[operation.writes().number()] = output;
            release(operation, values);
        }
        return values[calls.size()];
    }

    /** Lets go of what nobody reads any more, as programs do that give it no name; gradients keep what they need. */
    private static void release(Operation operation, Tensor[] values) {
        for (var value : operation.reads()) {
            // The input is the caller's.
            if (value.number() > 0 && value.readers().getLast() == operation.index()) {
                values[value.number()].close();
            }
        }
    }

    /** The mean loss, one value. */
    Tensor loss(Tensor inputs, Tensor targets, Mode mode) {
        return loss.of(logits(inputs, mode), targets);
    }

    ParameterSnapshot snapshot() {
        return read(_ -> true, NetworkParameter::get);
    }

    ParameterSnapshot gradients() {
        return read(NetworkParameter::isTrained, NetworkParameter::gradient);
    }

    private ParameterSnapshot read(
            Predicate<NetworkParameter> which, Function<NetworkParameter, org.scratchcnn.engine.Tensor> reader) {
        var tensors = new LinkedHashMap<String, org.scratchcnn.engine.Tensor>();
        parameters.forEach((name, parameter) -> {
            if (which.test(parameter)) {
                tensors.put(name, reader.apply(parameter));
            }
        });
        return new ParameterSnapshot(tensors);
    }

    /**
     * Sets all tensors.
     *
     * @throws IllegalArgumentException if names or shapes don't match
     */
    void restore(ParameterSnapshot snapshot) {
        snapshot.requireMatch(description.tensors());
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
        loss.close();
        operations.close();
        parameters.values().forEach(NetworkParameter::close);
    }
}
