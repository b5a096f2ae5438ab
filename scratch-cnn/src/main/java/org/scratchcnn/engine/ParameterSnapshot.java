package org.scratchcnn.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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

    /** The first value that is infinite or not a number, for example {@code 3.weight[17] is NaN}; empty if none is. */
    public Optional<String> notFinite() {
        for (var entry : tensors.entrySet()) {
            float[] values = entry.getValue().values();
            for (int i = 0; i < values.length; i++) {
                if (!Float.isFinite(values[i])) {
                    return Optional.of(String.format(Locale.ROOT, "%s[%d] is %s", entry.getKey(), i, values[i]));
                }
            }
        }
        return Optional.empty();
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
     * @throws IllegalArgumentException that names all that are missing, unexpected, or of another shape
     */
    public void requireMatch(List<ParameterSpec> parameters) {
        var problems = new ArrayList<String>();
        var unexpected = new LinkedHashSet<>(tensors.keySet());
        for (var parameter : parameters) {
            var tensor = tensors.get(parameter.name());
            if (tensor == null) {
                problems.add(parameter.name() + " is missing");
            } else if (!tensor.shape().equals(parameter.shape())) {
                problems.add("%s has the shape %s instead of %s"
                        .formatted(parameter.name(), tensor.shape(), parameter.shape()));
            }
            unexpected.remove(parameter.name());
        }
        unexpected.forEach(name -> problems.add(name + " is unexpected"));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    "The parameters are not those of the network: " + String.join(", ", problems));
        }
    }
}
