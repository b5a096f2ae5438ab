package org.scratchcnn.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.scratchcnn.network.ParameterSpec;

/** Tensors by name, such as {@code 3.weight}, in the network's order. */
public record ParameterSnapshot(Map<String, Tensor> tensors) {

    public ParameterSnapshot {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    /**
     * The tensor of that name.
     *
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    public Tensor tensor(String name) {
        var tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException(
                    "The snapshot has no tensor \"%s\"; it has %s".formatted(name, tensors.keySet()));
        }
        return tensor;
    }

    /** A snapshot that shares no array with this one. */
    public ParameterSnapshot copy() {
        var copies = new LinkedHashMap<String, Tensor>();
        tensors.forEach((name, tensor) -> copies.put(name, tensor.copy()));
        return new ParameterSnapshot(copies);
    }

    /**
     * Checks that this snapshot has exactly the given parameters.
     *
     * @throws IllegalArgumentException that names the first parameters that are missing, of another shape, or unknown
     */
    public void requireMatch(List<ParameterSpec> parameters) {
        var unknown = new ArrayList<>(tensors.keySet());
        for (var parameter : parameters) {
            var tensor = tensor(parameter.name());
            if (!tensor.shape().equals(parameter.shape())) {
                throw new IllegalArgumentException("Parameter %s must have the shape %s, but the snapshot's has %s"
                        .formatted(parameter.name(), parameter.shape(), tensor.shape()));
            }
            unknown.remove(parameter.name());
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("The snapshot has tensors that the network does not have: " + unknown);
        }
    }
}
